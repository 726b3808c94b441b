package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
)

// Preview publishes a draft into a throw-away store that holds nothing but its
// unit: what is public of it, and the draft as the next edition. The public
// pages of that store are those that the draft would have. Close throws it away.
type Preview struct {
	Store   *data.Store
	Edition data.Edition
	Unit    data.Unit

	folder string
}

// Preview makes the preview of a draft as it is now.
func (d *Desk) Preview(ctx context.Context, w *Work) (p *Preview, err error) {
	folder, err := os.MkdirTemp("", "mingzhang-preview-")
	if err != nil {
		return nil, fmt.Errorf("服务器上放不下临时文件：%w", err)
	}
	p = &Preview{folder: folder}
	defer func() {
		if err != nil {
			p.Close()
			p = nil
		}
	}()
	if p.Store, err = data.Open(ctx, filepath.Join(folder, "preview.db")); err != nil {
		return p, err
	}
	if err := d.copyUnit(ctx, p.Store, w); err != nil {
		return p, err
	}
	next, err := d.publication(ctx, w)
	if err != nil {
		return p, err
	}
	if p.Edition, _, err = intake.Publish(ctx, p.Store, d.engine, next); err != nil {
		return p, err
	}
	p.Unit, err = p.Store.Unit(ctx, p.Edition.UnitID)
	return p, err
}

// copyUnit publishes what is public of a draft's unit in another store, with
// the charts as they are drawn.
func (d *Desk) copyUnit(ctx context.Context, to *data.Store, w *Work) error {
	n, err := d.Neighbours(ctx, w)
	if err != nil || n.Unit.ID == 0 {
		return err
	}
	for i := len(n.Unit.Years) - 1; i >= 0; i-- {
		editions, err := d.store.Editions(ctx, n.Unit.ID, n.Unit.Years[i])
		if err != nil {
			return err
		}
		for k := len(editions) - 1; k >= 0; k-- {
			if err := d.copyEdition(ctx, to, editions[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Desk) copyEdition(ctx context.Context, to *data.Store, e data.Edition) error {
	r, err := d.store.Report(ctx, e.ID)
	if err != nil {
		return err
	}
	text, layout, err := d.store.Layout(ctx, e.ID)
	if err != nil {
		return err
	}
	drawn, err := d.store.Charts(ctx, e.ID)
	if err != nil {
		return err
	}
	original, err := d.store.Original(ctx, r.Document.SHA256)
	if err != nil {
		return err
	}
	_, _, err = to.Publish(ctx, data.Publication{Report: r, Text: text, Layout: layout, Original: original.Bytes, Provenance: e.Provenance, ReaderVersion: e.ReaderVersion,
		Reason: e.Reason, Charts: drawn, DrawnBy: intake.DrawnBy(), Now: e.PublishedAt, Again: true})
	return err
}

// Close throws the preview away.
func (p *Preview) Close() error {
	var err error
	if p.Store != nil {
		err = p.Store.Close()
	}
	return errors.Join(err, os.RemoveAll(p.folder))
}
