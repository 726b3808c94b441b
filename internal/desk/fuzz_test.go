package desk_test

import (
	"encoding/json"
	"testing"

	"mingzhang/internal/desk"
)

// Whatever is written into a correction, it is refused in words or makes a
// report whose account adds up.
func FuzzCorrection(f *testing.F) {
	base, text := seed(f)
	f.Add("read", `{"figure":6012,"means":{"item":"sangong.total","basis":"final","value":"1.00","unit":"万元"}}`, "因")
	f.Add("change", `{"fact":{"at":6012,"tag":"aaaa"},"means":{"item":"sangong.total","basis":"change_rate","value":"-1","unit":"%","class":["甲"]}}`, "因")
	f.Add("remove", `{"fact":{"at":6012,"tag":"aaaa"},"as":"narrative"}`, "因")
	f.Add("declare", `{"figure":-1,"as":"date"}`, "因")
	f.Add("cell", `{"cell":{"evaluation":1,"address":"indicators.2.actual"},"text":"=100%"}`, "因")
	f.Add("cell", `{"cell":{"evaluation":1,"address":"funds.0.rate","at":6012}}`, "因")
	f.Add("meta", `{"field":"year","text":"2024"}`, "因")
	for _, fact := range base.Facts[:5] {
		if fact.Source != nil {
			b, _ := json.Marshal(desk.What{Fact: &desk.FactRef{At: fact.Source.Start, Tag: fact.Tag()}})
			f.Add("remove", string(b), "因")
		}
	}
	f.Fuzz(func(t *testing.T, kind, what, why string) {
		c := desk.Correction{ID: 1, Kind: desk.Kind(kind), Why: why, By: clerk, At: noon}
		if json.Unmarshal([]byte(what), &c.What) != nil {
			return
		}
		c, err := desk.Valid(base, base, text, c)
		if err != nil {
			return
		}
		r, err := desk.Apply(base, text, []desk.Correction{c})
		if err != nil {
			t.Fatalf("what was found valid is not applied: %v", err)
		}
		balanced(t, r, text)
	})
}
