package specimen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// Difference is one fact that a reader of a specimen got wrong.
type Difference struct {
	Kind    string // "missing", "wrong" or "extra"
	Where   string // "narrative", "form 3", "none"
	What    string // item, class and basis
	Want    string
	Got     string
	Context string // the words or the row that state it
}

func (d Difference) String() string {
	return fmt.Sprintf("%s in %s: %s want %s got %s — %s", d.Kind, d.Where, d.What, orNone(d.Want), orNone(d.Got), d.Context)
}

func orNone(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// Result is how a report read from a specimen compares with its truth.
type Result struct {
	Stated      int // facts that the specimen states
	Differences []Difference
}

// Missed counts the stated facts that are missing or wrong.
func (r Result) Missed() int {
	n := 0
	for _, d := range r.Differences {
		if d.Kind != "extra" {
			n++
		}
	}
	return n
}

// Compare compares the facts and reasons read from the specimen with what it
// states: every statement must be found in its place, and nothing else. Facts that a reader
// derives are not looked at.
func (s *Specimen) Compare(r *fiscal.Report) Result { return s.compare(r, s.Statements(), true) }

// CompareForms is Compare for a report read from the forms alone.
func (s *Specimen) CompareForms(r *fiscal.Report) Result {
	var forms []Statement
	for _, st := range s.Statements() {
		if st.Source.Form > 0 {
			forms = append(forms, st)
		}
	}
	return s.compare(r, forms, false)
}

func (s *Specimen) compare(r *fiscal.Report, stated []Statement, narrative bool) Result {
	type slot struct{ where, what string }
	want, got := map[slot]map[string]Statement{}, map[slot]map[string]Statement{}
	put := func(m map[slot]map[string]Statement, st Statement) {
		k := slot{whereOf(st.Fact), st.what()}
		if m[k] == nil {
			m[k] = map[string]Statement{}
		}
		m[k][valueOf(st.Fact)] = st
	}
	for _, st := range stated {
		put(want, st)
	}
	for _, f := range r.Facts {
		switch {
		case f.Origin == fiscal.Derived:
		case f.Origin == fiscal.StatedNone && s.Denied(f.Item):
			if _, ok := want[slot{"none", s.whatNone(f.Item)}]; ok {
				put(got, Statement{Fact: f})
			}
		default:
			context := ""
			if f.Source != nil {
				context = fmt.Sprintf("§%s %d “%s”", f.Source.Section, f.Source.Start, f.Source.Text)
			}
			put(got, Statement{f, context})
		}
	}
	if narrative {
		for _, reason := range s.reasons {
			put(want, reasonStatement(reason))
		}
		for _, reason := range r.Reasons {
			put(got, reasonStatement(reason))
		}
	}
	var res Result
	for k, values := range want {
		for v, st := range values {
			res.Stated++
			if read, ok := got[k][v]; ok {
				if d, ok := s.codeDiffers(k.where, st, read); ok {
					res.Differences = append(res.Differences, d)
				}
				continue
			}
			d := Difference{Kind: "missing", Where: k.where, What: k.what, Want: v, Context: st.Context}
			for other := range got[k] {
				if _, right := values[other]; !right {
					d.Kind, d.Got = "wrong", other
				}
			}
			res.Differences = append(res.Differences, d)
		}
	}
	for k, values := range got {
		for v, st := range values {
			if _, ok := want[k][v]; ok {
				continue
			}
			if slices.ContainsFunc(res.Differences, func(d Difference) bool { return d.Where == k.where && d.What == k.what && d.Got == v }) {
				continue
			}
			res.Differences = append(res.Differences, Difference{Kind: "extra", Where: k.where, What: k.what, Got: v, Context: st.Context})
		}
	}
	slices.SortFunc(res.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.What, b.What), cmp.Compare(a.Want, b.Want))
	})
	return res
}

// codeDiffers compares the codes of a class read with the one printed beside
// it, or else with the one of the official table. A class that the table of the
// year does not know may go without.
func (s *Specimen) codeDiffers(where string, want, got Statement) (Difference, bool) {
	if want.Class == nil || got.Class == nil {
		return Difference{}, false
	}
	official, known := fiscal.FunctionClass(s.Year, want.Class.Path)
	code := official
	if want.Source.Form > 0 {
		code = want.Class.Code
	}
	if got.Class.Code == code || !known && (got.Class.Code == "" || got.Class.Code == want.Class.Code) {
		return Difference{}, false // a form may print what the table does not know
	}
	return Difference{Kind: "wrong", Where: where, What: "code " + want.what(), Want: code, Got: got.Class.Code, Context: want.Context}, true
}

// reasonStatement puts a reason in the shape of a statement: its text is the value.
func reasonStatement(r fiscal.Reason) Statement {
	return Statement{
		Fact:    fiscal.Fact{Item: r.Item, Class: r.Class, Basis: r.Basis, Source: &fiscal.Source{Text: string(r.Direction) + ": " + r.Text}},
		Context: r.Text,
	}
}

func whereOf(f fiscal.Fact) string {
	switch {
	case f.Origin == "":
		return "reasons"
	case f.Origin == fiscal.StatedNone:
		return "none"
	case f.Source == nil || f.Source.Form == 0:
		return "narrative"
	}
	return fmt.Sprint("form ", f.Source.Form)
}

// folded reads brackets of either width alike, and names with quotes or without.
var folded = strings.NewReplacer("（", "(", "）", ")", "“", "", "”", "", `"`, "")

func (st Statement) what() string {
	what := string(st.Item) + " " + string(st.Basis)
	if st.Class != nil {
		what += " " + folded.Replace(st.Class.String())
	}
	if st.EconomicClass != nil {
		what += " [" + folded.Replace(st.EconomicClass.String()) + "]"
	}
	return what
}

func (s *Specimen) whatNone(item fiscal.Item) string {
	return Statement{Fact: fiscal.Fact{Item: item, Basis: fiscal.Final}}.what()
}

// valueOf is the value with its measure, where the measure says how much it is.
func valueOf(f fiscal.Fact) string {
	switch {
	case f.Origin == "":
		return f.Source.Text
	case f.Value == nil:
		return "none"
	}
	v := strings.TrimPrefix(f.Value.String(), "+")
	if f.Value.IsZero() {
		v = strings.TrimPrefix(v, "-")
	}
	if f.Measure.IsMoney() || f.Measure == fiscal.Percent {
		v += string(f.Measure)
	}
	return v
}
