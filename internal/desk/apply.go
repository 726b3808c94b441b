package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// Apply returns the report that the reader's one and the corrections that hold
// make together: facts, what follows from them, the account of the figures and
// the checks. base is not changed. The order of corrections decides where two
// are about the same; what an undone one did is as if it had never been.
func Apply(base *fiscal.Report, text string, corrections []Correction) (*fiscal.Report, error) {
	r, err := clone(base)
	if err != nil {
		return nil, err
	}
	a := newApplying(r, text)
	for _, c := range corrections {
		if c.Undone != nil {
			continue
		}
		if err := a.apply(c); err != nil {
			return nil, fmt.Errorf("第 %d 号校正：%w", c.ID, err)
		}
	}
	a.write()
	return r, nil
}

func clone(r *fiscal.Report) (*fiscal.Report, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var c fiscal.Report
	return &c, json.Unmarshal(b, &c)
}

// applying is a report with the corrections made so far.
type applying struct {
	r        *fiscal.Report
	text     string
	runes    []rune
	figures  []extract.Printed
	read     []*slot // what the reader read, in its order, without what is derived
	added    []*slot
	declared map[int]fiscal.DeclaredKind // figures that a person called no quantity
}

// slot is a stated fact with what has become of it.
type slot struct {
	was     fiscal.Fact // as the reader read it
	now     fiscal.Fact
	old     int // its index in the reader's report, -1 for an added one
	removed *fiscal.Removed
	as      fiscal.DeclaredKind // what the figure of a removed one is
}

func newApplying(r *fiscal.Report, text string) *applying {
	a := &applying{r: r, text: text, runes: []rune(text), figures: extract.Printing(text), declared: map[int]fiscal.DeclaredKind{}}
	for i, f := range r.Facts {
		if f.Origin != fiscal.Derived {
			a.read = append(a.read, &slot{was: f, now: f, old: i})
		}
	}
	return a
}

func (a *applying) apply(c Correction) error {
	switch c.Kind {
	case Read:
		return a.applyRead(c)
	case Change:
		s, err := a.find(c.What.Fact)
		if err != nil {
			return err
		}
		f, err := a.meaning(c.What.Means)
		if err != nil {
			return err
		}
		f.Source = s.was.Source
		f.Correction = mark(c, "changed")
		f.Correction.Was = reading(s.was)
		s.now, s.removed = f, nil
	case Remove:
		s, err := a.find(c.What.Fact)
		if err != nil {
			return err
		}
		s.removed = &fiscal.Removed{Reading: *reading(s.was), Source: s.was.Source, At: stamp(c.At), By: c.By.Name, Why: c.Why}
		s.as = c.What.As
	case Declare:
		p, err := a.figure(c.What.Figure)
		if err != nil {
			return err
		}
		a.declared[p.At] = c.What.As
	case Cell:
		return a.cell(c)
	case Meta:
		return a.meta(c.What.Field, c.What.Text)
	default:
		return fmt.Errorf("不认识的校正“%s”", c.Kind)
	}
	return nil
}

func (a *applying) applyRead(c Correction) error {
	p, err := a.figure(c.What.Figure)
	if err != nil {
		return err
	}
	f, err := a.meaning(c.What.Means)
	if err != nil {
		return err
	}
	f.Source = a.source(p)
	f.Correction = mark(c, "added")
	delete(a.declared, p.At)
	for _, s := range a.added { // said again of the same figure
		if s.now.Source.Start == f.Source.Start && s.now.Tag() == f.Tag() {
			s.now = f
			return nil
		}
	}
	a.added = append(a.added, &slot{now: f, old: -1})
	return nil
}

// find returns the fact that the reader read at a place.
func (a *applying) find(ref *FactRef) (*slot, error) {
	if ref != nil {
		for _, s := range a.read {
			if s.was.Source != nil && s.was.Source.Start == ref.At && s.was.Tag() == ref.Tag {
				return s, nil
			}
		}
	}
	return nil, fmt.Errorf("草稿里没有这一处读数，可能文件已经重新识别过")
}

// figure returns the printed figure whose first digit is at a place.
func (a *applying) figure(at *int) (extract.Printed, error) {
	if at != nil {
		i := sort.Search(len(a.figures), func(i int) bool { return a.figures[i].At >= *at })
		if i < len(a.figures) && a.figures[i].At == *at {
			return a.figures[i], nil
		}
	}
	return extract.Printed{}, fmt.Errorf("原文的这个位置没有数字")
}

// meaning returns the fact that a person says a figure is, without its place.
func (a *applying) meaning(m *Meaning) (fiscal.Fact, error) {
	if m == nil {
		return fiscal.Fact{}, fmt.Errorf("没有说明这个数是什么")
	}
	f := fiscal.Fact{Item: m.Item, Basis: m.Basis, Measure: m.Measure, Origin: fiscal.Stated}
	if m.Value == "" {
		f.Origin, f.Measure = fiscal.StatedNone, ""
	} else {
		v, err := decimal.Parse(m.Value)
		if err != nil {
			return f, fmt.Errorf("“%s”不是一个数", m.Value)
		}
		f.Value = &v
	}
	if len(m.Class) > 0 {
		code, _ := fiscal.FunctionClass(a.r.Year, m.Class)
		f.Class = &fiscal.Class{Path: m.Class, Code: code}
	}
	if len(m.Economic) > 0 {
		code, _ := fiscal.EconomicClass(a.r.Year, m.Economic)
		f.EconomicClass = &fiscal.Class{Path: m.Economic, Code: code}
	}
	return f, nil
}

// source returns the place of a printed figure with the section, page and form
// around it.
func (a *applying) source(p extract.Printed) *fiscal.Source {
	s := &fiscal.Source{Start: p.Start, End: p.End, Text: string(a.runes[p.Start:p.End])}
	for _, sec := range a.r.Sections { // the innermost begins last
		if sec.Start <= p.Start && p.Start < sec.End {
			s.Section = sec.ID
		}
	}
	s.Form = FormAt(a.r, p.Start)
	s.Page = a.pageNear(p.Start)
	return s
}

// FormAt returns the number of the standard form that has a cell at a place of
// the text, 0 for the narrative.
func FormAt(r *fiscal.Report, at int) int {
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			for _, c := range row {
				if c.Start <= at && at < c.End {
					return t.Form
				}
			}
		}
	}
	return 0
}

// pageNear returns the page of the last statement at or before a place.
func (a *applying) pageNear(at int) (page *int) {
	best := -1
	for _, s := range a.read {
		if src := s.was.Source; src != nil && src.Page != nil && src.Start <= at && src.Start > best {
			best, page = src.Start, src.Page
		}
	}
	return page
}

// write puts the report together.
func (a *applying) write() {
	r := a.r
	before := r.Facts
	moved := make([]int, len(before)) // old index to new, -1 where it is gone
	for i := range moved {
		moved[i] = -1
	}
	r.Removed = nil
	var kept []*slot
	for _, s := range a.read {
		if s.removed != nil {
			r.Removed = append(r.Removed, *s.removed)
			continue
		}
		kept = append(kept, s)
	}
	for _, s := range a.added {
		at := slices.IndexFunc(kept, func(k *slot) bool { return behind(k.now.Source, s.now.Source) })
		if at < 0 {
			at = len(kept)
		}
		kept = slices.Insert(kept, at, s)
	}
	r.Facts = make([]fiscal.Fact, 0, len(before))
	for i, s := range kept {
		r.Facts = append(r.Facts, s.now)
		if s.old >= 0 {
			moved[s.old] = i
		}
	}
	for i := range r.Reasons {
		if k := r.Reasons[i].Fact; k >= 0 && k < len(moved) {
			r.Reasons[i].Fact = moved[k]
		}
	}
	a.account()
	extract.Rederive(r)
	r.Checks = reconcile.RunText(r, a.text)
}

// behind reports whether place a is told after place b: the narrative comes
// before the forms.
func behind(a, b *fiscal.Source) bool {
	if a == nil || b == nil {
		return false
	}
	if (a.Form > 0) != (b.Form > 0) {
		return a.Form > 0
	}
	return a.Start > b.Start
}

// meta says something of the document.
func (a *applying) meta(field Field, text string) error {
	u := &a.r.Unit
	infer := func(what string) {
		if !slices.Contains(u.Inferred, what) {
			u.Inferred = append(u.Inferred, what)
		}
	}
	switch field {
	case FieldName:
		if text != u.Name {
			u.Name = text
			infer("name")
		}
	case FieldAliases:
		u.Aliases = Lines(text)
	case FieldRegion:
		u.Region = text
		u.Inferred = slices.DeleteFunc(u.Inferred, func(s string) bool { return s == "region" })
		if len(u.Inferred) == 0 {
			u.Inferred = nil
		}
	case FieldYear:
		year, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("“%s”不是年度", text)
		}
		if year != a.r.Year {
			a.r.Year = year
			infer("year")
		}
	}
	return nil
}

// Lines returns the lines of a text that are not blank, trimmed.
func Lines(text string) []string {
	all := []string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func mark(c Correction, kind string) *fiscal.Correction {
	return &fiscal.Correction{Kind: kind, At: stamp(c.At), By: c.By.Name, Why: c.Why}
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func reading(f fiscal.Fact) *fiscal.Reading {
	return &fiscal.Reading{Item: f.Item, Class: f.Class, EconomicClass: f.EconomicClass, Basis: f.Basis, Value: f.Value, Measure: f.Measure}
}
