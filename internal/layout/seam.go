package layout

import (
	"slices"
	"strings"

	"mingzhang/internal/pdf"
)

// full is how many characters are free beside the last line of a cell that is
// full: the next word went to the next line.
const fullCell = 2.2

// mend puts a row that the end of a page has cut back together: the pieces
// that the next page begins with, below the heading when that is repeated.
func mend(before, after *Table) {
	h := repeated(before, after)
	if h >= len(after.Rows) || len(before.Rows) == 0 {
		return
	}
	last, first := before.Rows[len(before.Rows)-1], after.Rows[h]
	if !goesOver(last, first) {
		return
	}
	for _, c := range first {
		if k := cellOf(last, c.Col); k >= 0 && c.Text != "" {
			last[k].Text = glue(last[k].Text, c.Text)
		}
	}
	after.Rows = slices.Delete(after.Rows, h, h+1)
}

// repeated counts the rows at the top of a table that repeat the heading of
// the one that it goes on with.
func repeated(before, after *Table) int {
	same := func(a, b []Cell) bool {
		return slices.EqualFunc(a, b, func(x, y Cell) bool { return x.Col == y.Col && x.Text == y.Text })
	}
	n := 0
	for n < min(len(before.Rows), len(after.Rows)) && same(before.Rows[n], after.Rows[n]) {
		n++
	}
	// A body row may repeat the first one too, a heading has no figures.
	for n > 0 && slices.ContainsFunc(after.Rows[n-1], func(c Cell) bool { return exact.MatchString(c.Text) }) {
		n--
	}
	return n
}

func cellOf(row []Cell, col int) int {
	return slices.IndexFunc(row, func(c Cell) bool { return c.Col == col })
}

// goesOver reports whether the row "first" holds the rest of the cells of the
// row "last".
func goesOver(last, first []Cell) bool {
	pieces, named, figured := 0, false, slices.ContainsFunc(last, func(c Cell) bool { return isFigure(c.Text) })
	for _, c := range first {
		k := cellOf(last, c.Col)
		if k < 0 || c.Rows > 1 || last[k].Rows > 1 || c.Cols != last[k].Cols {
			return false
		}
		if c.Text == "" {
			continue
		}
		pieces++
		before := last[k].Text
		switch {
		case before == "" && isFigure(c.Text):
			// The figures of the row stand in its second half.
			if figured {
				return false
			}
		case before == "":
			return false
		case isFigure(before) || isFigure(c.Text) || strings.ContainsAny(before[len(before)-1:], ",."):
			if whole.MatchString(before) || !whole.MatchString(before+c.Text) || !amount.MatchString(before+c.Text) {
				return false
			}
			named = true
		default:
			if last[k].free > fullCell || rowBegins.MatchString(c.Text) {
				return false
			}
			named = true
		}
	}
	return pieces > 0 && (named || slices.ContainsFunc(last, func(c Cell) bool { return c.Text != "" }) && !figured)
}

func isFigure(s string) bool { return amount.MatchString(s) || dash.MatchString(s) }

// takeRests puts what is left of the last name of a table without rules, at the
// top of the next page, back to it.
func takeRests(all [][]element, pages []pdf.Page) {
	for i := 1; i < len(all); i++ {
		if len(all[i]) == 0 || all[i][0].line == nil {
			continue
		}
		t, l := lastTable(all[i-1], pages[i-1]), all[i][0].line
		if t == nil || t.columns == nil || len(t.Rows) == 0 || l.aside || l.base > 2*edge*pages[i].Height {
			continue
		}
		text := squeeze(l.text())
		if rowBegins.MatchString(text) || titleLine.MatchString(text) || strings.ContainsAny(text, "。；：:") || isFigure(text) {
			continue
		}
		last := t.Rows[len(t.Rows)-1]
		for k, c := range t.columns {
			at := cellOf(last, k)
			if l.x0 < c.x0-1 || l.x1 > c.x1+1 || at < 0 || last[at].Text == "" || isFigure(last[at].Text) || last[at].free > fullCell || !slices.ContainsFunc(last, func(c Cell) bool { return exact.MatchString(c.Text) }) {
				continue
			}
			last[at].Text = glue(last[at].Text, text)
			all[i] = all[i][1:]
			break
		}
	}
}
