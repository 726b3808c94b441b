package document

import (
	"slices"
	"strings"
)

// drawnRow is a line of a table with drawn lines: the texts between them and
// the screen columns at which the lines stand.
type drawnRow struct {
	fields []string
	edges  []int // one more than fields
}

const (
	uprights = "│┃║|｜"
	crosses  = "├┤┼┝┥┠┨╟╢╫╠╣╬┣┫╋╪╞╡┿╂"
)

// drawnTable reads a table at the beginning of lines that is drawn by
// characters: ┌─┬─┐, │, +---+ or the |---| of Markdown.
func drawnTable(lines []line) ([][]box, int) {
	var groups [][]drawnRow // between rules
	var opened []map[int]bool
	var rules, texts, end int
	fresh := true
	open := map[int]bool{} // left edges of the cells that a rule leaves out
	for _, l := range lines {
		row, ok := splitDrawn(l.text)
		kind := ruleKind(l.text, row, ok)
		if kind == noRule && !ok {
			break
		}
		end++
		if kind != noRule {
			rules++
			fresh = true
			if kind == partRule {
				for k, f := range row.fields {
					if !isDashes(f) {
						open[row.edges[k]] = true
					}
				}
			}
			continue
		}
		texts++
		if fresh {
			groups, opened = append(groups, nil), append(opened, open)
			open, fresh = map[int]bool{}, false
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], row)
	}
	if texts < 2 || texts == 2 && rules == 0 && len(groups[0][0].fields) < 3 {
		return nil, end
	}
	if len(groups) < 3 { // rules around the head and the whole only: a line a row
		var single [][]drawnRow
		for _, g := range groups {
			for _, row := range g {
				single = append(single, []drawnRow{row})
			}
		}
		groups, opened = single, make([]map[int]bool, len(single))
	}
	return drawnRows(groups, opened), end
}

func drawnRows(groups [][]drawnRow, opened []map[int]bool) [][]box {
	rank := ranks(groups)
	rows := make([][]box, len(groups))
	type place struct{ row, i int }
	above := map[int]place{} // by left edge
	for r, group := range groups {
		at := map[int]int{} // by left edge: the cell in this row
		for n, line := range group {
			for k, text := range line.fields {
				left := line.edges[k]
				if p, ok := above[left]; ok && opened[r][left] && p.row+rows[p.row][p.i].rows >= r {
					cell := &rows[p.row][p.i]
					cell.text += "\n" + text
					cell.rows = r - p.row + 1
					continue
				}
				if i, ok := at[left]; ok && n > 0 {
					rows[r][i].text += "\n" + text
					continue
				}
				from, to := rank(k, left), rank(k+1, line.edges[k+1])
				at[left] = len(rows[r])
				rows[r] = append(rows[r], box{text: text, col: from, cols: max(to-from, 1), rows: 1})
			}
		}
		for left, i := range at {
			above[left] = place{r, i}
		}
	}
	return rows
}

// ranks returns the column of the grid for the k-th edge of a row, at a column
// of the screen. Rows of equally many cells need no aligned edges.
func ranks(groups [][]drawnRow) func(k, edge int) int {
	even := true
	var edges []int
	for _, g := range groups {
		for _, row := range g {
			even = even && len(row.edges) == len(groups[0][0].edges)
			edges = append(edges, row.edges...)
		}
	}
	if even {
		return func(k, _ int) int { return k }
	}
	slices.Sort(edges)
	var columns []int
	for i, e := range edges {
		if i == 0 || e > edges[i-1]+1 {
			columns = append(columns, e)
		}
	}
	return func(_, edge int) int {
		i, _ := slices.BinarySearch(columns, edge+1)
		if i < len(columns) && columns[i] == edge+1 {
			i++
		}
		return max(i-1, 0)
	}
}

// splitDrawn takes a line apart at its upright lines.
func splitDrawn(s string) (drawnRow, bool) {
	var row drawnRow
	text := strings.TrimSpace(s)
	at := columnsOf(s[:strings.Index(s, text)])
	begin := 0
	ends := strings.ContainsRune(uprights+crosses, firstRune(text))
	if !ends {
		row.edges = append(row.edges, at)
	}
	for i, r := range text {
		if strings.ContainsRune(uprights+crosses, r) {
			if i > 0 {
				row.fields = append(row.fields, strings.TrimSpace(text[begin:i]))
			}
			row.edges = append(row.edges, at)
			begin = i + len(string(r))
		}
		at += columnsOfRune(r)
	}
	if begin < len(text) {
		row.fields = append(row.fields, strings.TrimSpace(text[begin:]))
		row.edges = append(row.edges, at)
	}
	// One upright in a line of text may be a stroke; two make cells.
	return row, len(row.fields) >= 2 && (ends && len(row.edges) >= 3 || len(row.edges) >= 4)
}

type rule int

const (
	noRule rule = iota
	wholeRule
	partRule // leaves out cells that reach down
)

func ruleKind(s string, row drawnRow, split bool) rule {
	s = strings.TrimSpace(s)
	drawn, dashes, other := 0, 0, 0
	for _, r := range s {
		switch {
		case r == '-' || r == '=' || r == '_' || isLevel(r):
			dashes++
			drawn++
		case r >= 0x2500 && r <= 0x257F, r == '+', r == '|', r == '｜', r == ':', r == ' ', r == '　':
			drawn++
		default:
			other++
		}
	}
	boxed := strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2500 && r <= 0x257F || r == '+' || r == '|' })
	switch {
	case dashes == 0, !boxed:
		return noRule
	case other == 0 && (strings.Contains(s, "--") || strings.Contains(s, "==") || strings.ContainsFunc(s, isLevel) && !strings.ContainsFunc(s, isBlank)):
		return wholeRule
	case split && strings.ContainsAny(s, crosses) && slices.ContainsFunc(row.fields, isDashes):
		return partRule
	}
	return noRule
}

func isDashes(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !isLevel(r) && r != '┴' && r != '┬' }) < 0
}

func isLevel(r rune) bool { return strings.ContainsRune("─━═┄┅┈┉", r) }

func isBlank(r rune) bool { return r == ' ' || r == '　' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
