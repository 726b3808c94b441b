package seal

import (
	"fmt"

	"mingzhang/internal/data"
)

// chainCheck follows manifests in the order in which they were signed.
type chainCheck struct {
	number int64
	hash   string
	all    map[string]bool
}

// next checks the next manifest; ok says that it may be believed.
func (c *chainCheck) next(r *Result, t *Trust, s data.Seal, file string) (m Manifest, ok bool) {
	if c.all == nil {
		c.all = map[string]bool{}
	}
	m, err := parse(s.Manifest)
	if err != nil {
		r.add(Alteration{File: file, Item: fmt.Sprintf("第 %d 份清单", s.Number), What: err.Error()})
		c.number, c.hash = s.Number, s.Hash
		return m, false
	}
	wrong := func(what string) { r.of(m, file, fmt.Sprintf("第 %d 份清单", s.Number), what) }
	if w := t.Seal(s); w != "" {
		wrong(w)
		c.number, c.hash = s.Number, s.Hash
		return m, false
	}
	switch {
	case s.Number != m.Chain.Number || s.Previous != m.Chain.Previous || s.KeyID != m.KeyID:
		wrong("登记与清单本身不一致")
	case s.Edition != m.Key:
		wrong(fmt.Sprintf("登记在版本 %s 名下，清单写的是 %s", s.Edition, m.Key))
	case m.Chain.Number != c.number+1:
		wrong(fmt.Sprintf("前面缺了第 %d 至 %d 份清单", c.number+1, m.Chain.Number-1))
	case m.Chain.Previous != c.hash:
		wrong("与上一份清单接不上，上一份被换过")
	}
	if m.Chain.Predecessor != "" && !c.all[m.Chain.Predecessor] {
		wrong("它所接的前一版清单不在这里")
	}
	c.all[s.Hash] = true
	c.number, c.hash = s.Number, s.Hash
	return m, true
}

// end checks that a manifest that somebody wrote down is in the chain.
func (c *chainCheck) end(r *Result, last string) {
	r.Last, r.LastHash = Chain{Number: c.number}, c.hash
	if last != "" && !c.all[last] {
		r.add(Alteration{Item: "清单链", What: fmt.Sprintf("里面没有 %s 这一份：它之后的清单被删去或换过", last)})
	}
}
