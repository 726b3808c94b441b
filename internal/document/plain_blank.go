package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// field is a text on a line between wide blanks, at columns of the screen.
type field struct {
	text       string
	start, end int
}

// blankTable reads a table at the beginning of lines whose cells blanks set
// apart. To be taken for one, a run of lines must have amounts in columns.
func blankTable(lines []line) ([][]box, int) {
	var rows [][]field
	var texts [][]string
	end, amounts, decimals := 0, 0, 0
	for i, l := range lines {
		if l.blank() {
			if i > end || end == 0 {
				break
			}
			continue
		}
		fields := fieldsOf(l.text)
		if i > end+1 || len(fields) < 2 || len(rows) > 0 && i > end && !slices.ContainsFunc(fields, isAmount) {
			break
		}
		rows, end = append(rows, fields), i+1
		var text []string
		for _, f := range fields {
			text = append(text, f.text)
			if isAmount(f) {
				amounts++
			}
			if isAmount(f) && strings.ContainsAny(f.text, ".．,，") {
				decimals++
			}
		}
		texts = append(texts, text)
	}
	if len(rows) < 3 || amounts*3 < len(rows)*2 || decimals < 2 || isContents(texts) {
		return nil, end
	}
	return alignBlank(rows), end
}

func isAmount(f field) bool { return amount.MatchString(f.text) }

// fieldsOf takes a line apart at blanks two columns wide. Sentences have none
// of their own, whatever blanks are in them.
func fieldsOf(s string) []field {
	if strings.ContainsAny(s, "。\t") || utf8.RuneCountInString(s) > 400 {
		return nil
	}
	var out []field
	at, blank := 0, 2
	for _, r := range s {
		w := columnsOfRune(r)
		switch {
		case isBlank(r):
			blank += w
		case blank >= 2 || len(out) == 0:
			out = append(out, field{string(r), at, at + w})
			blank = 0
		default:
			f := &out[len(out)-1]
			f.text += strings.Repeat(" ", blank) + string(r)
			f.end, blank = at+w, 0
		}
		at += w
	}
	return joinSpaced(out)
}

// joinSpaced puts words together that are spaced out: 合　　计.
func joinSpaced(fields []field) []field {
	var out []field
	single := func(f field) bool { return utf8.RuneCountInString(f.text) == 1 && isHan(firstRune(f.text)) }
	for i := 0; i < len(fields); i++ {
		f := fields[i]
		if single(f) {
			for i+1 < len(fields) && single(fields[i+1]) {
				i++
				f.text += fields[i].text
				f.end = fields[i].end
			}
		}
		out = append(out, f)
	}
	return out
}

// alignBlank gives each field its column. Rows of the usual number of fields
// have them one by one; fields of other rows go where they are nearest, for
// labels begin and amounts end at the same place.
func alignBlank(rows [][]field) [][]box {
	n := usual(rows)
	starts, ends := make([][]int, n), make([][]int, n)
	for _, row := range rows {
		if len(row) == n {
			for c, f := range row {
				starts[c], ends[c] = append(starts[c], f.start), append(ends[c], f.end)
			}
		}
	}
	from, to := make([]int, n), make([]int, n)
	for c := range n {
		slices.Sort(starts[c])
		slices.Sort(ends[c])
		from[c], to[c] = starts[c][len(starts[c])/2], ends[c][len(ends[c])/2]
	}
	out := make([][]box, len(rows))
	for r, row := range rows {
		for len(row) > n { // a label with wide blanks in it
			row[1].text = row[0].text + " " + row[1].text
			row = row[1:]
		}
		least := 0
		for i, f := range row {
			best, nearest := least, -1
			for c := least; c <= n-(len(row)-i); c++ {
				d := min(abs(f.start-from[c]), abs(f.end-to[c]), abs(f.start+f.end-from[c]-to[c])/2)
				if nearest < 0 || d < nearest {
					best, nearest = c, d
				}
			}
			out[r] = append(out[r], box{text: f.text, col: best})
			least = best + 1
		}
	}
	return out
}

// usual returns the largest number of fields that a third of the rows have.
func usual(rows [][]field) int {
	count := map[int]int{}
	for _, row := range rows {
		count[len(row)]++
	}
	best, most := 0, 0
	for n, c := range count {
		if c*3 >= len(rows) && n > best {
			best = n
		}
		if c > count[most] || c == count[most] && n > most {
			most = n
		}
	}
	if best == 0 {
		return most
	}
	return best
}

func abs(n int) int { return max(n, -n) }
