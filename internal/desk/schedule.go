package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/extract"
	"mingzhang/internal/intake"
)

// schedule publishes approved drafts when their time has come.
func (d *Desk) schedule(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if _, err := d.PublishDue(ctx); err != nil && ctx.Err() == nil {
			d.log.Error("取不到等待公开的草稿", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-d.due:
		case <-tick.C:
		}
	}
}

// PublishDue publishes the drafts that are approved and due, and returns how
// many that were. One that cannot be published keeps no other waiting.
func (d *Desk) PublishDue(ctx context.Context) (n int, err error) {
	d.publishing.Lock()
	defer d.publishing.Unlock()
	all, err := d.store.Due(ctx, d.now())
	if err != nil {
		return 0, err
	}
	for _, draft := range all {
		e, err := d.publish(ctx, draft)
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		if err != nil {
			d.failed(ctx, draft, err)
			continue
		}
		n++
		d.trouble.over(subject("draft", draft.ID))
		d.log.Info("已公开", "draft", draft.ID, "unit", draft.Unit, "year", draft.Year, "edition", e.Key)
	}
	return n, nil
}

// publish publishes one approved draft: the edition, the end of the draft and
// their entries in the trail are one transaction.
func (d *Desk) publish(ctx context.Context, draft data.Draft) (data.Edition, error) {
	w, err := d.Open(ctx, draft.ID)
	if err != nil {
		return data.Edition{}, err
	}
	p, err := d.publication(ctx, w)
	if err != nil {
		return data.Edition{}, err
	}
	p.Draft = draft.ID
	p.Audit = []audit.Entry{{Actor: draft.Approved.By, Action: audit.EditionPublished, Detail: map[string]any{
		"draft": draft.ID, "unit": w.Now.Unit.Name, "year": w.Now.Year, "document": w.Now.Document.SHA256, "reason": draft.Reason,
		"uploaded_by": draft.By.Name, "submitted_by": draft.Submitted.By.Name, "approved_by": draft.Approved.By.Name,
	}}}
	e, outcome, err := intake.Publish(ctx, d.store, d.engine, p)
	if err == nil && outcome == data.Unchanged {
		return e, errors.New("同样的文件已经公开，没有另出一版")
	}
	if err != nil && e.Key != "" {
		d.log.Error("公开之后的对照没有做完", "edition", e.Key, "error", err.Error())
		err = nil
	}
	return e, err
}

// publication is what a draft is published as.
func (d *Desk) publication(ctx context.Context, w *Work) (p data.Publication, err error) {
	original, err := d.Original(ctx, w.Draft)
	if err != nil {
		return p, err
	}
	p = data.Publication{
		Report: w.Now, Text: w.Content.Text, Layout: w.Content.Layout, Original: original, Provenance: w.Provenance,
		ReaderVersion: w.ReaderVersion, Reason: w.Reason, Now: d.now(),
		Again: true, // what is to be published anew has its reason, see data.Store.Submit
	}
	if p.ReaderVersion == "" {
		p.ReaderVersion = extract.Version
	}
	return p, nil
}

// Original returns the document of a draft, byte for byte.
func (d *Desk) Original(ctx context.Context, draft data.Draft) ([]byte, error) {
	if draft.Blob != 0 {
		return d.store.Blob(ctx, draft.Blob)
	}
	o, err := d.store.Original(ctx, draft.SHA256)
	return o.Bytes, err
}

// failed says on the draft why it was not published. What another try may mend
// is tried again; the rest goes back to who prepared it.
func (d *Desk) failed(ctx context.Context, draft data.Draft, err error) {
	d.log.Error("没有公开", "draft", draft.ID, "error", err.Error())
	why := fmt.Sprintf("没有公开：%v", err)
	passing := data.Passing(err)
	if passing {
		why += "。会自动再试"
	}
	if err := d.store.FailPublishing(ctx, draft, why, !passing, d.now()); err != nil {
		d.trouble.say(subject("draft", draft.ID), why)
		d.log.Error("没有记下公开失败的原因", "draft", draft.ID, "error", err.Error())
	}
}
