package web

import (
	"context"
	"slices"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// history is what became of a unit and of its names.
type history struct {
	changes []data.Change
	printed map[int]string // its name in the report of each year
	namings []data.Naming  // what documents say of it and nobody has confirmed
}

func (s *Server) history(ctx context.Context, unit data.Unit) (h history, err error) {
	if h.changes, err = s.store.Changes(ctx, unit.ID); err != nil {
		return h, err
	}
	if h.printed, err = s.store.PrintedNames(ctx, unit.ID); err != nil {
		return h, err
	}
	all, err := s.store.Namings(ctx, unit.ID)
	h.namings = all[unit.ID]
	return h, err
}

// breaks are the years at which the unit's figures are not those of the same
// body under the same name any more.
func (h history) breaks(unit data.Unit) []story.Break {
	var all []story.Break
	for _, c := range h.changes {
		year := c.Year
		if year == 0 {
			year = h.firstNamed(c.Was, c.Now)
		}
		switch {
		case year == 0 || c.Unit.ID != unit.ID:
		case c.Kind == data.Rename:
			all = append(all, story.Break{Year: year, Short: "更名", Text: "更名，之前称" + c.Was})
		case c.Kind == data.Merge:
			all = append(all, story.Break{Year: year, Short: "合并", Text: "起" + c.Was + "并入"})
		case c.Kind == data.Split:
			all = append(all, story.Break{Year: year, Short: "分设", Text: "起分设" + c.Was})
		}
	}
	slices.SortStableFunc(all, func(a, b story.Break) int { return a.Year - b.Year })
	return all
}

// firstNamed returns the first year whose report has the new name when an
// earlier one has the old, 0 when there is none.
func (h history) firstNamed(was, now string) int {
	first, before := 0, false
	for year, name := range h.printed {
		if name == now && (first == 0 || year < first) {
			first = year
		}
	}
	for year, name := range h.printed {
		before = before || name == was && year < first
	}
	if !before {
		return 0
	}
	return first
}

// changeViews writes what became of the unit for its page; changes of its own
// name stand with its names.
func changeViews(unit data.Unit, all []data.Change) []templates.UnitChange {
	var views []templates.UnitChange
	for _, c := range all {
		if c.Kind == data.Rename {
			continue
		}
		v := templates.UnitChange{Year: c.Year, Note: c.Note, Name: c.Was}
		other := c.Other
		own := c.Unit.ID == unit.ID
		if !own {
			other, v.Name = c.Unit, c.Unit.Name
		}
		if other.ID != 0 {
			v.Href = unitHome(other)
		}
		switch {
		case c.Kind == data.Merge && own:
			v.After = "并入本单位"
		case c.Kind == data.Merge:
			v.Before = "并入"
		case own:
			v.Before = "分设"
		default:
			v.Before, v.After = "从", "分设"
		}
		views = append(views, v)
	}
	return views
}

func (h history) namingViews() []templates.Naming {
	var views []templates.Naming
	for _, n := range h.namings {
		v := templates.Naming{Year: n.Year, Text: n.Source.Text, Href: templates.Root(itoa(n.Year) + "/").Place(n.Source.Start), Merged: n.Kind == fiscal.MergedInto}
		if n.Other.ID != 0 {
			v.Other, v.OtherHref = n.Other.Name, unitHome(n.Other)
		}
		views = append(views, v)
	}
	return views
}

// exportedNames writes the names of a unit and what became of it for machines.
func (s *Server) exportedNames(unit data.Unit, h history) export.Names {
	n := export.Names{Name: unit.Name, Former: exportedFormer(unit.Former)}
	for _, c := range h.changes {
		e := export.Change{Kind: string(c.Kind), Year: c.Year, Unit: c.Now, Other: c.Was, Note: c.Note}
		if other := c.Other; other.ID == unit.ID {
			e.URL = s.config.BaseURL + unitHome(c.Unit)
		} else if other.ID != 0 {
			e.URL = s.config.BaseURL + unitHome(other)
		}
		n.Changes = append(n.Changes, e)
	}
	return n
}

func exportedFormer(all []data.FormerName) []export.FormerName {
	former := []export.FormerName{} // never null in JSON
	for _, f := range all {
		former = append(former, export.FormerName(f))
	}
	return former
}

func formerViews(all []data.FormerName) []templates.FormerName {
	var views []templates.FormerName
	for _, f := range all {
		views = append(views, templates.FormerName(f))
	}
	return views
}

// restated reads how the years of a unit compare; sentences adds the sentences
// of those that differ.
func (s *Server) restated(ctx context.Context, filter data.RestatementFilter, sentences bool) ([]story.Restated, []data.Restatement, error) {
	found, err := s.store.Restatements(ctx, filter)
	if err != nil {
		return nil, nil, err
	}
	texts := map[string][]rune{}
	said := func(st data.Statement) (string, error) {
		source := st.Fact.Source
		for _, o := range st.Operands { // the last is the change that was spoken of
			source = o.Source
		}
		if source == nil || source.Form > 0 {
			return "", nil
		}
		text, ok := texts[st.Edition]
		if !ok {
			e, err := s.store.EditionByKey(ctx, st.Edition)
			if err != nil {
				return "", err
			}
			whole, err := s.store.Text(ctx, e.ID)
			if err != nil {
				return "", err
			}
			text = []rune(whole)
			texts[st.Edition] = text
		}
		return export.Sentence(text, source.Start, source.End), nil
	}
	all := make([]story.Restated, len(found))
	for i, f := range found {
		r := story.Restated{
			Restatement: f.Restatement, Year: f.Own.Year, Item: f.Own.Fact.Item, LaterItem: f.Later.Fact.Item,
			Class: f.Later.Fact.Class, OwnClass: f.Own.Fact.Class, Economic: f.Later.Fact.EconomicClass,
			Own: story.StatedCell(f.Own.Year, f.Own.Fact, f.Own.Operands, f.Own.Start), Later: story.StatedCell(f.Later.Year, f.Later.Fact, f.Later.Operands, f.Later.Start),
			Apart: story.Difference(f.Restatement),
		}
		if sentences && r.Kind.Differs() {
			if r.OwnSaid, err = said(f.Own); err != nil {
				return nil, nil, err
			}
			if r.LaterSaid, err = said(f.Later); err != nil {
				return nil, nil, err
			}
		}
		all[i] = r
	}
	return all, found, nil
}
