package api

import (
	"strconv"
	"strings"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// UnitRef names a unit.
type UnitRef struct {
	ID     int64  `json:"id" doc:"本站的单位编号"`
	Name   string `json:"name"`
	Region string `json:"region" doc:"行政区划代码（GB/T 2260）；空文字表示未知"`
}

// Whose says which publication something is part of.
type Whose struct {
	Unit    UnitRef `json:"unit"`
	Year    int     `json:"year" doc:"决算年度"`
	Edition string  `json:"edition" doc:"版本号：文件 SHA-256 的前十二位"`
	Number  int     `json:"edition_number" doc:"该单位该年度的第几版"`
	Current bool    `json:"current" doc:"是最新一版"`
}

func whose(w data.Whose) Whose {
	return Whose{Unit: unitRef(w.Unit), Year: w.Year, Edition: w.Edition, Number: w.Number, Current: w.Current}
}

func unitRef(u data.Unit) UnitRef { return UnitRef{ID: u.ID, Name: u.Name, Region: u.Region} }

// Class is a place in an official classification.
type Class struct {
	Path []string `json:"path" nullable:"false" doc:"从类到项的名称"`
	Code string   `json:"code,omitempty" doc:"官方代码；官方表里对不上的没有"`
}

func class(c *fiscal.Class) (class OrNull[Class]) {
	if c != nil {
		class.Value = &Class{Path: filled(c.Path), Code: c.Code}
	}
	return class
}

// Source is a place in the text of a document.
type Source struct {
	Section string `json:"section" doc:"章节编号"`
	Start   int    `json:"start" doc:"在规整后全文里的起点，以 Unicode 码点计"`
	End     int    `json:"end"`
	Text    string `json:"text" doc:"这一处印的原文"`
	Page    *int   `json:"page" doc:"原件第几页；没有页的格式为 null"`
	Form    int    `json:"form" doc:"在第几张标准报表里；0 为正文"`
	URL     string `json:"url" doc:"在网页上看这一处原文"`
}

func (a *API) source(edition string, s *fiscal.Source) (source OrNull[Source]) {
	if s == nil {
		return source
	}
	source.Value = &Source{Section: s.Section, Start: s.Start, End: s.End, Text: s.Text, Page: s.Page, Form: s.Form,
		URL: a.fixed(edition) + "source#o" + strconv.Itoa(s.Start)}
	return source
}

// fixed is the address of an edition that never shows anything else.
func (a *API) fixed(edition string) string { return a.config.BaseURL + "/e/" + edition + "/" }

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// known returns nil for what is unknown, so that JSON says null.
func known[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// filled returns an empty list for none, so that JSON never says null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func joined(words []string) string { return strings.Join(words, " ") }
