package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
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
// states it; text is the document's normalised text. value is the decimal as
// printed without its thousands separators, in measure, signed by the words;
// it is empty where kind_of_nothing says why. source_start and source_end count
// code points of the text; derived_from lists values of the column fact.
func FactsCSV(w io.Writer, m Meta, r *fiscal.Report, text string, o Options) error {
	rows := [][]string{factColumns}
	runes := []rune(text)
	for i := range r.Facts {
		rows = append(rows, factRow(m, r, i, runes))
	}
	return table(w, o, rows)
}

// FactCSV writes the line of FactsCSV of one fact.
func FactCSV(w io.Writer, m Meta, r *fiscal.Report, i int, text string, o Options) error {
	return table(w, o, [][]string{factColumns, factRow(m, r, i, []rune(text))})
}

var factColumns = []string{
	"fact", "unit", "region", "year", "edition", "item", "term",
	"class_code", "class_path", "class_level", "parent", "economic_code", "economic_path", "economic_level", "economic_parent",
	"basis", "basis_term", "value", "measure", "origin", "kind_of_nothing", "derived_from",
	"source_section", "source_start", "source_end", "printed", "sentence", "url", "card",
	"correction", "corrected_by", "corrected_at", "correction_reason", "read_as",
}

func factRow(m Meta, r *fiscal.Report, i int, text []rune) []string {
	f := r.Facts[i]
	row := []string{strconv.Itoa(i), m.Unit, m.Region, m.year(), m.EditionKey, string(f.Item), f.Item.Term()}
	row = append(row, classColumns(f.Class)...)
	row = append(row, classColumns(f.EconomicClass)...)
	value, nothing := "", story.StatedNone.Term()
	if f.Value != nil {
		value, nothing = f.Value.String(), ""
	}
	row = append(row, string(f.Basis), f.Basis.Term(), value, string(f.Measure), string(f.Origin), nothing, numbers(f.From))
	if s := f.Source; s != nil {
		row = append(row, s.Section, strconv.Itoa(s.Start), strconv.Itoa(s.End), s.Text, sentenceAt(text, s.Start, s.End), m.at(s.Start))
	} else {
		row = append(row, "", "", "", "", "", "")
	}
	row = append(row, m.card("/f/"+fiscal.FigureID{Edition: m.EditionKey, At: placeOf(r, i), Tag: f.Tag()}.String()))
	return append(row, correctionColumns(f.Correction)...)
}

// correctedOf says what a person changed of a cell, "" for nothing.
func correctedOf(c story.Cell) string {
	if c.Figure != nil {
		return c.Figure.Corrected
	}
	return c.Corrected
}

// correctionColumns say what a person changed of a fact: how, who, when, why,
// and what the program had read.
func correctionColumns(c *fiscal.Correction) []string {
	if c == nil {
		return make([]string, 5)
	}
	was := ""
	if c.Was != nil {
		was = story.ReadingWords(*c.Was)
	}
	return []string{c.Kind, c.By, c.At, c.Why, was}
}

// placeOf returns where a fact, or the first it is computed from, is printed.
func placeOf(r *fiscal.Report, i int) int {
	f := r.Facts[i]
	if f.Source == nil && len(f.From) > 0 && f.From[0] >= 0 && f.From[0] < len(r.Facts) {
		f = r.Facts[f.From[0]]
	}
	if f.Source == nil {
		return 0
	}
	return f.Source.Start
}

// classColumns are the code, the names from the outermost level inwards joined
// by "/", the level (1 类, 2 款, 3 项), and the names of the level above.
func classColumns(c *fiscal.Class) []string {
	if c == nil || len(c.Path) == 0 {
		return make([]string, 4)
	}
	level := len(c.Path)
	return []string{c.Code, c.String(), strconv.Itoa(level), strings.Join(c.Path[:level-1], "/")}
}

func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

// Sentence returns the sentence of a text around a place, for pages that quote
// what the files quote.
func Sentence(text []rune, start, end int) string { return sentenceAt(text, start, end) }

// sentenceAt returns the sentence around [start:end).
func sentenceAt(text []rune, start, end int) string {
	from, to, ok := fiscal.SentenceAt(text, start, end)
	if !ok {
		return ""
	}
	return strings.TrimSpace(string(text[from:to]))
}
