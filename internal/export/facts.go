package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// ReportJSON writes a report: the contract of `portal extract` (docs/contract.md)
// with one more field, "edition", that says where it comes from.
func ReportJSON(w io.Writer, m Meta, r *fiscal.Report) error {
	return writeJSON(w, struct {
		*fiscal.Report
		Edition edition `json:"edition"`
	}{r, m.edition()})
}

// FactsCSV writes every fact of a report, a line each, with the sentence that
// states it; text is the document's normalised text.
func FactsCSV(w io.Writer, m Meta, r *fiscal.Report, text string, o Options) error {
	rows := [][]string{{
		"fact", "unit", "region", "year", "edition", "item", "item_term", "basis", "basis_term",
		"class_code", "class_level", "class_1", "class_2", "class_3", "value", "measure", "origin", "nothing", "derived_from",
		"section", "start", "end", "printed", "sentence", "source_url",
	}}
	runes := []rune(text)
	for i, f := range r.Facts {
		row := []string{
			strconv.Itoa(i), m.Unit, m.Region, strconv.Itoa(m.Year), m.EditionKey, string(f.Item), f.Item.Term(), string(f.Basis), f.Basis.Term(),
		}
		row = append(row, classColumns(f.Class)...)
		value, nothing := "", ""
		if f.Value != nil {
			value = f.Value.String()
		} else {
			nothing = "文中说明无"
		}
		row = append(row, value, string(f.Measure), string(f.Origin), nothing, numbers(f.From))
		if s := f.Source; s != nil {
			row = append(row, s.Section, strconv.Itoa(s.Start), strconv.Itoa(s.End), s.Text, sentenceAt(runes, s.Start, s.End), m.at(s.Start))
		} else {
			row = append(row, "", "", "", "", "", "")
		}
		rows = append(rows, row)
	}
	return table(w, o, rows)
}

// classColumns are the code, the level and the names of the three levels.
func classColumns(c *fiscal.Class) []string {
	columns := make([]string, 5)
	if c == nil {
		return columns
	}
	columns[0], columns[1] = c.Code, strconv.Itoa(len(c.Path))
	for i, name := range c.Path[:min(len(c.Path), 3)] {
		columns[2+i] = name
	}
	return columns
}

func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

// sentenceAt returns the sentence around [start:end): from the stop before it
// to the stop behind it, within its paragraph.
func sentenceAt(text []rune, start, end int) string {
	if start < 0 || end > len(text) || start > end {
		return ""
	}
	a, z := start, end
	for a > 0 && !stop(text[a-1]) {
		a--
	}
	for z < len(text) && !stop(text[z]) {
		z++
	}
	if z < len(text) && text[z] != '\n' {
		z++
	}
	return strings.TrimSpace(string(text[a:z]))
}

func stop(r rune) bool { return r == '。' || r == '\n' || r == '；' }
