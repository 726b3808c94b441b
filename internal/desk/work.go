package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

// Work is a draft opened: the document as the reader read it, what people have
// corrected, and the report that the two make together.
type Work struct {
	data.Draft
	Content     *data.DraftContent
	Corrections []Correction
	Now         *fiscal.Report
	Provenance  data.Provenance

	figures []extract.Printed
}

// Open opens a draft.
func (d *Desk) Open(ctx context.Context, id int64) (*Work, error) {
	draft, err := d.store.Draft(ctx, id)
	if err != nil {
		return nil, err
	}
	content, err := d.store.DraftContent(ctx, id)
	if err != nil {
		return nil, err
	}
	kept, err := d.store.Corrections(ctx, id)
	if err != nil {
		return nil, err
	}
	w := &Work{Draft: draft, Content: content, Corrections: make([]Correction, len(kept))}
	for i, k := range kept {
		if w.Corrections[i], err = opened(k); err != nil {
			return nil, err
		}
	}
	return w, w.apply()
}

func opened(k data.Correction) (Correction, error) {
	c := Correction{ID: k.ID, Kind: Kind(k.Kind), Why: k.Why, By: k.By, At: k.At}
	if k.Undone != nil {
		c.Undone = &Undoing{By: k.Undone.By, At: k.Undone.At}
	}
	if err := json.Unmarshal([]byte(k.What), &c.What); err != nil {
		return c, fmt.Errorf("第 %d 号校正读不出来：%w", k.ID, err)
	}
	return c, nil
}

func (w *Work) apply() (err error) {
	w.Provenance = provenance(w.Content.Provenance, w.Corrections)
	w.Now, err = Apply(w.Content.Report, w.Content.Text, w.Corrections)
	return err
}

// provenance returns where a document comes from, with what people say of it.
func provenance(p data.Provenance, all []Correction) data.Provenance {
	for _, c := range all {
		if c.Undone != nil || c.Kind != Meta {
			continue
		}
		switch c.What.Field {
		case FieldPublished:
			p.Published = c.What.Text
		case FieldURL:
			p.URL = c.What.Text
		case FieldTitle:
			p.Title = c.What.Text
		case FieldLicence:
			p.Licence = c.What.Text
		case FieldNote:
			p.Note = c.What.Text
		}
	}
	return p
}

// Value returns what a field of the description is now.
func (w *Work) Value(f Field) string {
	u := w.Now.Unit
	switch f {
	case FieldName:
		return u.Name
	case FieldAliases:
		return strings.Join(u.Aliases, "\n")
	case FieldRegion:
		return u.Region
	case FieldYear:
		if w.Now.Year == 0 {
			return ""
		}
		return fmt.Sprint(w.Now.Year)
	case FieldPublished:
		return w.Provenance.Published
	case FieldURL:
		return w.Provenance.URL
	case FieldTitle:
		return w.Provenance.Title
	case FieldLicence:
		return w.Provenance.Licence
	case FieldNote:
		return w.Provenance.Note
	}
	return ""
}

// Document returns the paragraphs and tables of the draft's document.
func (w *Work) Document() (*document.Document, error) {
	if w.Content.Layout == nil {
		return document.Lines(w.Content.Text), nil
	}
	return document.Restore(w.Content.Text, w.Content.Layout)
}

// holding counts the corrections that hold.
func (w *Work) holding() (n int) {
	for _, c := range w.Corrections {
		if c.Undone == nil {
			n++
		}
	}
	return n
}

// Correct makes a correction of the version of a draft that a person saw.
func (d *Desk) Correct(ctx context.Context, id, version int64, by audit.Actor, c Correction) error {
	return d.CorrectAll(ctx, id, version, by, []Correction{c})
}

// CorrectAll makes corrections of the version of a draft that a person saw: all
// of them or none.
func (d *Desk) CorrectAll(ctx context.Context, id, version int64, by audit.Actor, all []Correction) error {
	w, err := d.Open(ctx, id)
	if err != nil {
		return err
	}
	kept := make([]data.Correction, len(all))
	for i, c := range all {
		// What was corrected meanwhile is not what the person saw: then the
		// store says who was faster, not what may be wrong beside that.
		if w.Version == version {
			if c, err = Valid(w.Content.Report, w.Now, w.Content.Text, c); err != nil {
				return &Invalid{err}
			}
			c.By, c.At = by, d.now()
			w.Corrections = append(w.Corrections, c)
			if err := w.apply(); err != nil {
				return &Invalid{err}
			}
		}
		what, err := json.Marshal(c.What)
		if err != nil {
			return err
		}
		kept[i] = data.Correction{Kind: string(c.Kind), What: string(what), Why: c.Why}
	}
	return d.store.Correct(ctx, d.edit(w, version, by), kept...)
}

// Invalid says in a sentence why a correction cannot be made.
type Invalid struct{ Err error }

func (e *Invalid) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *Invalid) Unwrap() error { return e.Err }

func (d *Desk) edit(w *Work, version int64, by audit.Actor) data.Edit {
	return data.Edit{Draft: w.ID, Version: version, By: by, Now: d.now(), Summary: Summarise(w.Now, w.holding())}
}

// Undo takes back a correction.
func (d *Desk) Undo(ctx context.Context, id, version int64, by audit.Actor, correction int64) error {
	w, err := d.Open(ctx, id)
	if err != nil {
		return err
	}
	for i := range w.Corrections {
		if c := &w.Corrections[i]; c.ID == correction && c.Undone == nil {
			c.Undone = &Undoing{By: by, At: d.now()}
		}
	}
	if err := w.apply(); err != nil {
		return &Invalid{err}
	}
	return d.store.UndoCorrection(ctx, d.edit(w, version, by), correction)
}

// Edit names a draft as a person saw it, for a step that changes no figure.
func (d *Desk) Edit(id, version int64, by audit.Actor) data.Edit {
	return data.Edit{Draft: id, Version: version, By: by, Now: d.now()}
}

// Neighbours are the reports that a draft is compared with, nil where there is
// none.
type Neighbours struct {
	Edition  *data.Edition // in force for the unit's year
	InForce  *fiscal.Report
	LastYear *fiscal.Report
	Unit     data.Unit
}

// Neighbours finds what stands for the draft's unit this year and the last.
func (d *Desk) Neighbours(ctx context.Context, w *Work) (n Neighbours, err error) {
	if w.FromEdition != 0 {
		e, err := d.store.Edition(ctx, w.FromEdition)
		if err != nil {
			return n, err
		}
		if n.Unit, err = d.store.Unit(ctx, e.UnitID); err != nil {
			return n, err
		}
	} else {
		units, err := d.store.UnitsNamed(ctx, w.Now.Unit.Name)
		if err != nil {
			return n, err
		}
		for _, u := range units {
			if u.Region == w.Now.Unit.Region {
				n.Unit = u
				break
			}
		}
		if n.Unit.ID == 0 {
			return n, nil
		}
	}
	e, err := d.store.Current(ctx, n.Unit.ID, w.Now.Year)
	if err == nil {
		n.Edition = &e
		n.InForce, err = d.store.Report(ctx, e.ID)
	}
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return n, err
	}
	last, err := d.store.Current(ctx, n.Unit.ID, w.Now.Year-1)
	if err == nil {
		n.LastYear, err = d.store.Report(ctx, last.ID)
	}
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return n, err
	}
	return n, nil
}

// CorrectEdition begins a draft that corrects an edition: from the draft that
// it was published from, with its corrections, else from the edition as it
// stands.
func (d *Desk) CorrectEdition(ctx context.Context, key string, by audit.Actor) (id int64, err error) {
	e, err := d.store.EditionByKey(ctx, key)
	if err != nil {
		return 0, err
	}
	switch from, err := d.store.DraftOfEdition(ctx, e.ID); {
	case err == nil:
		return d.store.CopyDraft(ctx, from.ID, by, d.now())
	case !errors.Is(err, data.ErrNotFound):
		return 0, err
	}
	r, err := d.store.Report(ctx, e.ID)
	if err != nil {
		return 0, err
	}
	text, layout, err := d.store.Layout(ctx, e.ID)
	if err != nil {
		return 0, err
	}
	if r, err = Apply(r, text, nil); err != nil { // the checks and what is derived as this version has them
		return 0, err
	}
	draft := data.Draft{FromEdition: e.ID, SHA256: r.Document.SHA256, Name: r.Document.Name, State: data.DraftOpen, By: by,
		DraftSummary: Summarise(r, 0), ReaderVersion: extract.Version}
	return d.store.AddDraft(ctx, draft, &data.DraftContent{Report: r, Text: text, Layout: layout, Provenance: e.Provenance}, d.now())
}

// Figures returns every printed figure of the document.
func (w *Work) Figures() []extract.Printed {
	if w.figures == nil {
		w.figures = extract.Printing(w.Content.Text)
	}
	return w.figures
}

// FigureAt returns the figure that is printed at a place of the text.
func (w *Work) FigureAt(at int) (extract.Printed, bool) {
	all := w.Figures()
	i := sort.Search(len(all), func(i int) bool { return all[i].End > at })
	if i == len(all) || all[i].Start > at {
		return extract.Printed{}, false
	}
	return all[i], true
}

// FiguresIn returns the figures whose first digit lies in [start:end).
func (w *Work) FiguresIn(start, end int) []extract.Printed { return between(w.Figures(), start, end) }

// between returns the figures whose first digit lies in [start:end).
func between(all []extract.Printed, start, end int) []extract.Printed {
	i := sort.Search(len(all), func(i int) bool { return all[i].At >= start })
	k := i
	for k < len(all) && all[k].At < end {
		k++
	}
	return all[i:k]
}
