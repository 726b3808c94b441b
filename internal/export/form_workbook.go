package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// FormWorkbook writes a standard form as its page shows it, and on a second
// sheet every cell of it with what it is and where the document says so; text
// is the document's normalised text.
func FormWorkbook(w io.Writer, m Meta, f story.Form, r *fiscal.Report, text string) error {
	return workbook(w, m.About(), sheet{"表", formRows(f)}, sheet{"每格出处", formCells(m, f, r, text)})
}

// formCells lists the quantities of a form, a line a cell.
func formCells(m Meta, f story.Form, r *fiscal.Report, text string) [][]string {
	rows := [][]string{{"行", "列", "栏目", "value", "measure", "kind_of_nothing", "item", "term", "class_code", "economic_code", "basis", "origin", "formula", "edition", "sentence", "url", "card", "correction"}}
	headings := flatHeadings(f)
	runes := []rune(text)
	for i, line := range f.Rows {
		for k, c := range line.Cells {
			if c.Cell == nil {
				continue
			}
			heading := ""
			if k < len(headings) {
				heading = headings[k]
			}
			at, facts := c.Cell.At, c.Cell.Facts
			row := []string{strconv.Itoa(i + 1), strconv.Itoa(k + 1), heading, "", "", c.Cell.Nothing.Term()}
			formula := ""
			if g := c.Cell.Figure; g != nil {
				row[3], row[4], at, facts, formula = g.Value.String(), g.Unit, g.At, g.Facts, g.Formula
			}
			fact := make([]string, 6)
			card := ""
			if len(facts) > 0 && facts[0] >= 0 && facts[0] < len(r.Facts) {
				x := r.Facts[facts[0]]
				fact = []string{string(x.Item), x.Item.Term(), code(x.Class), code(x.EconomicClass), string(x.Basis), string(x.Origin)}
				card = m.card("/f/" + fiscal.FigureID{Edition: m.EditionKey, At: placeOf(r, facts[0]), Tag: x.Tag()}.String())
			}
			sentence := strings.ReplaceAll(sentenceAt(runes, at, at+1), "\t", " ｜ ")
			rows = append(rows, append(append(row, fact...), formula, m.EditionKey, sentence, m.at(at), card, correctedOf(*c.Cell)))
		}
	}
	return rows
}

func code(c *fiscal.Class) string {
	if c == nil {
		return ""
	}
	return c.Code
}
