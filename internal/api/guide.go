package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Endpoint is one operation as a page for people explains it.
type Endpoint struct {
	ID       string // of the operation
	Group    string
	Path     string // below Base, {name} for what is put in
	Summary  string
	About    string
	List     bool // answers with a page of a list
	Params   []Param
	Fields   []Field
	Examples []Example

	answer reflect.Type
}

// Param is one parameter.
type Param struct {
	Name   string
	InPath bool
	Type   string // in words: 整数 1–500
	About  string
	Values []string // the values it may have, when they are few
	Free   string   // its default, "" for none
}

// Field is one field of an answer, or of an item of a list.
type Field struct {
	Name  string // source.start
	Type  string
	About string
}

// Example is a request that runs on the site.
type Example struct {
	About string
	Query string // path and query below Base; {unit}, {edition}, {fact} stand for what the site has
}

// get registers an operation, and what a page says of it.
func get[I, O any](a *API, op huma.Operation, examples []Example, handle func(context.Context, *I) (*O, error)) {
	huma.Register(a.huma, op, handle)
	a.endpoints = append(a.endpoints, Endpoint{
		ID: op.OperationID, Group: op.Tags[0], Path: op.Path, Summary: op.Summary, About: op.Description, Examples: examples, answer: reflect.TypeFor[O](),
	})
}

// Guide returns every operation in the order of the page that explains them.
func (a *API) Guide() []Endpoint {
	all := make([]Endpoint, len(a.endpoints))
	for i, e := range a.endpoints {
		op := a.huma.OpenAPI().Paths[e.Path].Get
		for _, p := range op.Parameters {
			e.Params = append(e.Params, param(p))
		}
		body, _ := e.answer.FieldByName("Body")
		shown := body.Type
		if items, ok := shown.FieldByName("Items"); ok && items.Type.Elem().Kind() == reflect.Struct && e.ID != "getVocabulary" {
			e.List, shown = true, items.Type.Elem()
		}
		e.Fields = fields(shown, "")
		all[i] = e
	}
	return all
}

// fewValues is how many values are listed beside a parameter.
const fewValues = 12

func param(p *huma.Param) Param {
	s := p.Schema
	q := Param{Name: p.Name, InPath: p.In == "path", About: p.Description, Type: typeWords[s.Type]}
	if s.Minimum != nil && s.Maximum != nil {
		q.Type += fmt.Sprintf(" %.0f–%.0f", *s.Minimum, *s.Maximum)
	}
	if s.PatternDescription != "" {
		q.Type = s.PatternDescription
	}
	if s.Default != nil {
		q.Free = fmt.Sprint(s.Default)
	}
	if len(s.Enum) > 0 && len(s.Enum) <= fewValues {
		for _, v := range s.Enum {
			q.Values = append(q.Values, fmt.Sprint(v))
		}
	}
	return q
}

var typeWords = map[string]string{"integer": "整数", "string": "文字", "boolean": "true 或 false"}

var (
	kindWords = map[reflect.Kind]string{reflect.String: "文字", reflect.Int: "整数", reflect.Int64: "整数", reflect.Bool: "true 或 false"}
	nullable  = reflect.TypeFor[interface{ orNull() reflect.Type }]()
)

func (OrNull[T]) orNull() reflect.Type { return reflect.TypeFor[T]() }

// fields lists the fields of a type in order, those of objects below it
// directly behind it.
func fields(t reflect.Type, prefix string) (all []Field) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			all = append(all, fields(f.Type, prefix)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		one := Field{Name: prefix + name, About: f.Tag.Get("doc")}
		below := reflect.Type(nil)
		switch k := f.Type; {
		case k.Implements(nullable):
			one.Type, below = "对象或 null", reflect.Zero(k).Interface().(interface{ orNull() reflect.Type }).orNull()
		case k.Kind() == reflect.Pointer:
			one.Type = kindWords[k.Elem().Kind()] + "或 null"
		case k.Kind() == reflect.Slice && k.Elem().Kind() == reflect.Struct:
			one.Type, below = "对象列表", k.Elem()
			name += "[]"
		case k.Kind() == reflect.Slice:
			one.Type = kindWords[k.Elem().Kind()] + "列表"
		case k.Kind() == reflect.Struct:
			one.Type, below = "对象", k
		default:
			one.Type = kindWords[k.Kind()]
		}
		all = append(all, one)
		if below != nil {
			all = append(all, fields(below, prefix+name+".")...)
		}
	}
	return all
}

// Problems lists the errors that answers may be, by status.
func Problems() []Problem {
	var all []Problem
	for _, status := range []int{http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusInternalServerError, http.StatusServiceUnavailable} {
		all = append(all, *problem(status, meanings[status]))
	}
	return all
}

var meanings = map[int]string{
	http.StatusBadRequest:          "参数拼错、越界、互相矛盾，或游标不属于这组条件。errors 逐个列出哪个参数、为什么。",
	http.StatusNotFound:            "没有这个地址，或没有这个编号的单位、版本、事实。条件合理而没有结果时不是错误：items 为空。",
	http.StatusMethodNotAllowed:    "只接受 GET、HEAD 和 OPTIONS。",
	http.StatusNotAcceptable:       "Accept 里没有 application/json。",
	http.StatusInternalServerError: "本站出错，已记下。",
	http.StatusServiceUnavailable:  "一次查询至多算 5 秒。请缩小范围，或下载全部数据。",
}
