package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/story"
)

// Loaded is what came of loading one file.
type Loaded struct {
	Reading
	Edition data.Edition
	Outcome data.Outcome
	// Namings are other names that the document gives its unit, and that nobody
	// has said anything about yet.
	Namings []data.Naming
}

// Sum counts what came of loading.
type Sum struct{ New, Republished, Unchanged, Failed int }

// All returns how many files were tried.
func (s Sum) All() int { return s.New + s.Republished + s.Unchanged + s.Failed }

// Load reads, checks, draws and publishes files one after the other, each in
// a transaction of its own, and reports each to tell. A file that cannot be
// loaded does not keep the others from being loaded; the error is not nil only
// when ctx ends.
func Load(ctx context.Context, store *data.Store, engine *charts.Engine, files []File, tell func(Loaded)) (Sum, error) {
	var sum Sum
	for r := range ReadAll(ctx, files, nil) {
		l := load(ctx, store, engine, r)
		switch {
		case l.Err != nil:
			sum.Failed++
		case l.Outcome == data.Published:
			sum.New++
		case l.Outcome == data.Republished:
			sum.Republished++
		default:
			sum.Unchanged++
		}
		tell(l)
	}
	return sum, ctx.Err()
}

func load(ctx context.Context, store *data.Store, engine *charts.Engine, r Reading) (l Loaded) {
	start := time.Now()
	l = Loaded{Reading: r}
	f := r.File
	defer func() { l.Took += time.Since(start) }()
	if l.Err != nil {
		return l
	}
	if l.Err = f.Manifest.verify(l.Reading); l.Err != nil {
		return l
	}
	switch e, err := store.EditionOf(ctx, l.Report.Document.SHA256); {
	case err == nil:
		l.Edition, l.Outcome = e, data.Unchanged // nothing to draw for what is there
		l.Err = l.formerly(ctx, store)
		return l
	case !errors.Is(err, data.ErrNotFound):
		l.Err = err
		return l
	}
	if l.Bytes == nil {
		if l.Bytes, l.Err = f.Open(); l.Err != nil {
			return l
		}
		if sum := sha256.Sum256(l.Bytes); hex.EncodeToString(sum[:]) != l.Report.Document.SHA256 {
			l.Err = &document.Error{Name: f.Path, Reason: "文件在读取过程中被改动了", Remedy: "请重新载入"}
			return l
		}
	}
	layout, err := l.Document.Layout()
	if err != nil {
		l.Err = err
		return l
	}
	p := data.Publication{
		Report: l.Report, Text: l.Document.Text, Layout: layout, Original: l.Bytes, Provenance: f.Manifest.provenance(),
		ReaderVersion: extract.Version, Now: time.Now(),
	}
	if l.Err = complete(ctx, engine, &p, l.Document); l.Err != nil {
		return l
	}
	l.Edition, l.Outcome, l.Err = store.Publish(ctx, p)
	if l.Err == nil {
		l.Err = l.relate(ctx, store)
	}
	return l
}

// complete adds to a publication what is drawn and indexed of its report.
func complete(ctx context.Context, engine *charts.Engine, p *data.Publication, doc *document.Document) (err error) {
	book := story.Open(p.Report)
	if p.Charts, err = draw(ctx, engine, book); err != nil {
		return err
	}
	found := index(doc, book)
	p.DrawnBy, p.Index = DrawnBy(), &found
	return nil
}

// Publish draws, indexes and publishes a report that was read and checked
// before, and sets it beside the years around it. The publication says all but
// what is drawn and indexed. When only that last step failed, the edition is
// published and the error says so.
func Publish(ctx context.Context, store *data.Store, engine *charts.Engine, p data.Publication) (data.Edition, data.Outcome, error) {
	doc := document.Lines(p.Text)
	if p.Layout != nil {
		var err error
		if doc, err = document.Restore(p.Text, p.Layout); err != nil {
			return data.Edition{}, 0, err
		}
	}
	if err := complete(ctx, engine, &p, doc); err != nil {
		return data.Edition{}, 0, err
	}
	edition, outcome, err := store.Publish(ctx, p)
	if err != nil {
		return edition, outcome, err
	}
	if _, err := Relate(ctx, store, edition.UnitID); err != nil {
		return edition, outcome, fmt.Errorf("已经公开，但没有与前后年度对照：%w", err)
	}
	return edition, outcome, nil
}
