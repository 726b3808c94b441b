package seal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/data"
)

// Options say how a check is done.
type Options struct {
	Key string // the public key: PEM or base64
	// Last is the hash of a manifest that must be in the chain, as somebody
	// wrote it down earlier; "" for none.
	Last string
	// Progress is told how many of how many are done; it may be nil.
	Progress func(done, all int)
}

func (o Options) trust() (*Trust, error) {
	public, err := ParsePublic(o.Key)
	if err != nil {
		return nil, err
	}
	return NewTrust(public), nil
}

func (o Options) progress(done, all int) {
	if o.Progress != nil {
		o.Progress(done, all)
	}
}

// Database checks every document, every figure, every manifest and the chain
// of a database; nothing of it is changed.
func Database(ctx context.Context, path string, o Options) (*Result, error) {
	trust, err := o.trust()
	if err != nil {
		return nil, err
	}
	store, err := data.Inspect(ctx, path)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	keys, err := store.Keys(ctx)
	if err != nil {
		return nil, fmt.Errorf("公钥表读不出来：%w", err)
	}
	if len(keys) == 0 {
		return nil, errors.New("数据库里没有任何签名，无从核对。请先用 portal key create 建立密钥")
	}
	c := &databaseCheck{ctx: ctx, store: store, trust: trust, result: &Result{}, documents: map[string]bool{}, options: o}
	for _, wrong := range trust.Extend(keys) {
		c.result.add(Alteration{Item: "密钥", What: wrong})
	}
	if err := c.seals(); err != nil {
		return c.result, err
	}
	return c.result, c.rest()
}

type databaseCheck struct {
	ctx       context.Context
	store     *data.Frozen
	trust     *Trust
	options   Options
	result    *Result
	chain     chainCheck
	documents map[string]bool
}

// sealsAtOnce is how many seals are read at a time.
const sealsAtOnce = 20

func (c *databaseCheck) seals() error {
	last, err := c.store.LastSeal(c.ctx)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("清单表读不出来：%w", err)
	}
	done := 0
	for after := int64(0); ; {
		seals, err := c.store.Seals(c.ctx, after, sealsAtOnce)
		if err != nil {
			return fmt.Errorf("清单表读不出来：%w", err)
		}
		if len(seals) == 0 {
			break
		}
		for _, s := range seals {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			after = s.Number
			m, ok := c.chain.next(c.result, c.trust, s, "")
			if ok {
				if err := c.edition(s, m); err != nil {
					return err
				}
			}
			done++
			c.options.progress(done, int(max(last.Number, int64(done))))
		}
	}
	c.chain.end(c.result, c.options.Last)
	return nil
}

// edition checks what the database holds of a sealed edition.
func (c *databaseCheck) edition(s data.Seal, m Manifest) error {
	e, err := c.store.Edition(c.ctx, s.EditionID)
	if err != nil {
		c.result.of(m, "", "版本", "登记读不出来："+err.Error())
		return nil
	}
	c.result.Editions++
	r, err := c.store.Report(c.ctx, e.ID)
	if errors.Is(err, data.ErrNotFound) && e.Withdrawn {
		return c.emptied(e, m)
	}
	if err != nil {
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		c.result.of(m, "", "报告内容", err.Error())
		return nil
	}
	text, layout, err := c.store.Layout(c.ctx, e.ID)
	if err != nil {
		return err
	}
	file := c.document(m, r.Document.SHA256)
	now, err := newManifest(data.Manifest{Edition: e, Report: r, File: file, Text: text, Layout: layout, Number: s.Number, Previous: s.Previous}, s.KeyID, time.Time{})
	if err != nil {
		c.result.of(m, "", "报告内容", err.Error())
		return nil
	}
	c.result.Figures += len(r.Facts)
	found := compareEdition(m, now)
	sure := text
	if now.Document.Text != m.Document.Text {
		sure = ""
	}
	differ, err := compareReport(m, r, sure)
	if err != nil {
		return err
	}
	found = append(found, differ...)
	strays, err := c.store.Strays(c.ctx, e.ID)
	if err != nil {
		return err
	}
	for _, x := range strays {
		if x.Ordinal < len(r.Facts) && !mentioned(found, fmt.Sprintf("事实第 %d 条", x.Ordinal+1)) {
			found = append(found, finding{fmt.Sprintf("事实第 %d 条“%s”的栏 %s", x.Ordinal+1, factWords(r.Facts[x.Ordinal]), x.Column), fmt.Sprintf("应是“%s”，现在是“%s”", x.Want, x.Is)})
		}
	}
	switch {
	case m.Pages.Rule != PagesRule:
		c.result.note("%s %d 年度（%s）的页面数据由另一版程序写成，没有核对；它们所依据的内容已核对", m.Unit, m.Year, m.Key)
	case len(found) == 0: // else they follow from what is altered
		found = comparePages(m, now.Pages)
	}
	for _, f := range found {
		c.result.of(m, "", f.item, f.what)
	}
	return nil
}

// emptied checks an edition that was withdrawn, and of which a copy for
// everybody holds only that there was one.
func (c *databaseCheck) emptied(e data.Edition, m Manifest) error {
	now := registryOf(e)
	empty, sha, err := c.store.Emptied(c.ctx, e.ID)
	if err != nil {
		return err
	}
	now.Document.SHA256 = sha
	if !empty {
		c.result.of(m, "", "报告内容", "不全：已撤回的一版，副本里要么全有，要么全没有")
	}
	for _, f := range compareRegistry(m, now) {
		c.result.of(m, "", f.item, f.what)
	}
	c.result.note("%s %d 年度（%s）已撤回，这份副本里没有它的内容", m.Unit, m.Year, m.Key)
	return nil
}

// document checks the bytes of a document, once; it returns the name under
// which it is handed out.
func (c *databaseCheck) document(m Manifest, sha string) (file string) {
	o, err := c.store.Original(c.ctx, sha)
	if err != nil {
		c.result.of(m, "", "文件原文", "读不出来，压缩数据被改动或损坏："+err.Error())
		return m.Document.File
	}
	if c.documents[sha] {
		return o.Name
	}
	c.documents[sha] = true
	c.result.Documents++
	if sum := Sum(o.Bytes); sum != m.Document.SHA256 {
		c.result.of(m, "", "文件原文“"+m.Document.File+"”", fmt.Sprintf("SHA-256 原来是 %s，现在是 %s", m.Document.SHA256, sum))
	}
	if o.MediaType != m.Document.MediaType {
		c.result.of(m, "", "文件类型", fmt.Sprintf("原来是“%s”，现在是“%s”", m.Document.MediaType, o.MediaType))
	}
	return o.Name
}

// rest checks what has no seal, and the trail.
func (c *databaseCheck) rest() error {
	unsealed, err := c.store.UnsealedEditions(c.ctx)
	if err != nil {
		return fmt.Errorf("版本表读不出来：%w", err)
	}
	for _, e := range unsealed {
		name := ""
		if u, err := c.store.Unit(c.ctx, e.UnitID); err == nil {
			name = u.Name
		}
		c.result.add(Alteration{Unit: name, Year: e.Year, Key: e.Key, Item: "签名清单", What: "没有：也许公开时没有密钥（用 portal key sign 补签），也许清单被删除"})
	}
	withdrawals, err := c.withdrawals()
	if err != nil {
		return err
	}
	has, err := c.store.HasTrail(c.ctx)
	if err != nil || !has {
		return err
	}
	if _, err := c.store.CheckTrail(c.ctx); err != nil {
		c.result.add(Alteration{Item: "操作记录", What: err.Error()})
	}
	// Nothing follows on the last withdrawal: the trail knows how many there were.
	recorded, err := c.store.WithdrawalsRecorded(c.ctx)
	if err != nil {
		return fmt.Errorf("操作记录读不出来：%w", err)
	}
	if recorded > withdrawals {
		c.result.add(Alteration{Item: "撤回的登记", What: fmt.Sprintf("操作记录里撤回过 %d 次，登记的有 %d 次", recorded, withdrawals)})
	}
	return nil
}

func mentioned(all []finding, item string) bool {
	for _, f := range all {
		if len(f.item) >= len(item) && f.item[:len(item)] == item {
			return true
		}
	}
	return false
}
