package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// laid is a table that is laid out by tabs, drawn lines or blanks: a line a
// row, or lines between rules. It stands in lines [start, end).
type laid struct {
	start, end int
	rows       [][]box
}

// laidTables finds the tables of a text that stand a row a line. A finder
// returns how many lines it has looked at, with rows if they are a table; lines
// that it has looked at in vain it is not shown again.
func laidTables(lines []line) (out []laid) {
	finders := []func([]line) ([][]box, int){drawnTable, tabTable, blankTable}
	tried := make([]int, len(finders))
	for i := 0; i < len(lines); {
		next := i + 1
		for k, find := range finders {
			if i < tried[k] {
				continue
			}
			rows, n := find(lines[i:])
			tried[k] = i + n
			if rows != nil {
				out = append(out, laid{i, i + n, rows})
				next = i + n
				break
			}
		}
		i = next
	}
	return out
}

// buildPlain puts together a text with tables of that kind.
func buildPlain(b *builder, lines []line, tables []laid) {
	rest := func(from, to int) {
		if from >= to {
			return
		}
		var text []string
		for _, l := range lines[from:to] {
			text = append(text, l.text)
		}
		part := strings.Join(text, "\n")
		runes := []rune(part)
		for _, block := range plainBlocks(part) {
			if block.Table == nil {
				b.paragraph(string(runes[block.Start:block.End]))
				continue
			}
			rows := make([][]box, len(block.Table.Rows))
			for r, row := range block.Table.Rows {
				for _, c := range row {
					rows[r] = append(rows[r], box{text: c.Text, col: c.Col, cols: c.Cols, rows: c.Rows, continued: c.Continued})
				}
			}
			b.table("", false, rows)
		}
	}
	at := 0
	for _, t := range tables {
		rest(at, t.start)
		b.table("", false, t.rows)
		at = t.end
	}
	rest(at, len(lines))
}

var (
	amount     = regexp.MustCompile(`^[-－+]?[¥￥]?\d[\d,，]*([.．]\d+)?%?$`)
	pageNumber = regexp.MustCompile(`^\d{1,4}$`)
	leader     = regexp.MustCompile(`[.．…·]{3,}`)
)

// isContents reports whether rows are a table of contents: titles and pages.
func isContents(rows [][]string) bool {
	pages := 0
	for _, row := range rows {
		var filled []string
		for _, f := range row {
			if f != "" {
				filled = append(filled, f)
			}
		}
		if n := len(filled); n > 0 && (n <= 3 && pageNumber.MatchString(filled[n-1]) && !amount.MatchString(filled[0]) || leader.MatchString(filled[n-1])) {
			pages++
		}
	}
	return pages*10 >= len(rows)*8
}

// tabTable reads a table at the beginning of lines whose cells tabs separate.
func tabTable(lines []line) ([][]box, int) {
	var rows [][]string
	end := 0
	for i, l := range lines {
		if l.blank() && i == end && end > 0 && i+1 < len(lines) && tabbed(lines[i+1]) {
			end++ // one blank line between rows
			continue
		}
		if i > end || !tabbed(l) && (end == 0 || !likeRow(l, lines[end-1])) {
			break
		}
		fields := strings.Split(strings.TrimRight(l.text, " \t　"), "\t")
		for k := range fields {
			fields[k] = strings.TrimSpace(fields[k])
		}
		rows, end = append(rows, fields), i+1
	}
	if len(rows) < 2 || isContents(rows) {
		return nil, end
	}
	return tabRows(rows), end
}

// tabbed reports whether a line has cells side by side. A tab at the
// beginning alone is an indent, or a table a cell a line.
func tabbed(l line) bool {
	return strings.Contains(strings.TrimSpace(l.text), "\t")
}

// likeRow reports whether a line that is empty but for one cell has as many
// tabs as the row before it.
func likeRow(l, before line) bool {
	n := strings.Count(l.text, "\t")
	return n >= 2 && n == strings.Count(before.text, "\t")
}

func tabRows(rows [][]string) [][]box {
	// Where all rows have as many filled fields, further tabs only align them.
	filled, same, even := -1, true, true
	for _, row := range rows {
		n := 0
		for _, f := range row {
			if f != "" {
				n++
			}
		}
		even = even && len(row) == len(rows[0])
		same = same && (filled < 0 || n == filled)
		filled = n
	}
	out := make([][]box, len(rows))
	for r, row := range rows {
		col := 0
		for _, f := range row {
			if f == "" && same && !even {
				continue
			}
			out[r] = append(out[r], box{text: f, col: col, continued: f == ""})
			col++
		}
	}
	return out
}

// columnsOf returns the columns a text takes on a screen: two a Chinese character.
func columnsOf(s string) (n int) {
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	if r >= 0x2E80 && r < utf8.MaxRune && !(r >= 0xFF61 && r <= 0xFFDC) {
		return 2
	}
	return 1
}
