package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"mingzhang/internal/data"
	"mingzhang/internal/division"
	"mingzhang/internal/fiscal"
)

// Scope narrows a list to some publications.
type Scope struct {
	Unit    int64  `query:"unit" minimum:"1" doc:"单位编号，见 /units"`
	Year    int    `query:"year" minimum:"2000" maximum:"2099" doc:"决算年度"`
	Region  string `query:"region" pattern:"^[0-9]{2,6}$" patternDescription:"二到六位行政区划代码" doc:"行政区划代码或其前几位：65、6501、650105"`
	Edition string `query:"edition" pattern:"^[0-9a-f]{12,16}$" patternDescription:"十二或十六位版本号" doc:"只看这一版；不能与 unit、year、region、history 同用"`
	History bool   `query:"history" doc:"也列出已被新版取代的旧版"`
}

// scope returns the conditions, and says where they contradict each other.
func (s Scope) scope() (data.Scope, error) {
	if s.Edition != "" && (s.Unit != 0 || s.Year != 0 || s.Region != "" || s.History) {
		return data.Scope{}, problem(http.StatusBadRequest, "edition 已经定下单位、年度与版次，不能再写 unit、year、region 或 history。")
	}
	return data.Scope{Unit: s.Unit, Year: s.Year, Region: s.Region, Edition: s.Edition, All: s.History}, nil
}

// known says what of an empty list's conditions is in no list at all.
func (a *API) known(ctx context.Context, s Scope) error {
	if s.Unit != 0 {
		if _, err := a.store.Unit(ctx, s.Unit); err != nil {
			return a.failed(ctx, err)
		}
	}
	if s.Edition != "" {
		if _, err := a.store.EditionByKey(ctx, s.Edition); err != nil {
			return a.failed(ctx, err)
		}
	}
	return nil
}

// Item is a name of the vocabulary.
type Item string

// Schema lists the vocabulary.
func (Item) Schema(huma.Registry) *huma.Schema {
	var names []any
	for _, i := range fiscal.Items {
		names = append(names, string(i.Item))
	}
	return &huma.Schema{Type: huma.TypeString, Enum: names}
}

// Basis says which of an item's quantities is meant.
type Basis string

// Schema lists the bases.
func (Basis) Schema(huma.Registry) *huma.Schema { return oneOf(fiscal.Bases) }

// Origin says how a fact came to be known.
type Origin string

// Schema lists the origins.
func (Origin) Schema(huma.Registry) *huma.Schema { return oneOf(fiscal.Origins) }

// Status is the outcome of a check.
type Status string

// Schema lists the outcomes.
func (Status) Schema(huma.Registry) *huma.Schema { return oneOf(fiscal.CheckStatuses) }

// Direction is the way a quantity moved.
type Direction string

// Schema lists the directions.
func (Direction) Schema(huma.Registry) *huma.Schema { return oneOf(fiscal.Directions) }

// Kind is the kind of a 绩效自评表.
type Kind string

// Schema lists the kinds.
func (Kind) Schema(huma.Registry) *huma.Schema {
	return oneOf([]fiscal.EvaluationKind{fiscal.Overall, fiscal.Project})
}

func oneOf[T ~string](values []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// schemaName names a schema after its type: a page of facts is FactList.
func schemaName(t reflect.Type, hint string) string { return huma.DefaultSchemaNamer(t, hint) }

// regionName writes a division code as its names, "" when it is unknown.
func regionName(code string) string {
	d, ok := division.Lookup(code)
	if !ok {
		return ""
	}
	return joined(d.Path)
}
