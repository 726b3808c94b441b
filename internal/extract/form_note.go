package extract

import (
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// below is how many paragraphs below a table may be its notes.
const below = 4

// formTopic is what the notes of a form speak of.
var formTopic = map[int]topic{
	1: topicOverall, 2: topicIncome, 3: topicExpense, 4: topicFiscal, 5: topicGeneral, 6: topicBasic,
	7: topicSangong, 8: topicFund, 9: topicCapital,
}

// isNote reports whether a paragraph is a note to the form above it.
func isNote(s string) bool {
	s = squeeze(s)
	for _, lead := range []string{"注:", "说明:", "备注:", "注1", "注:1", "本表反映"} {
		if strings.HasPrefix(s, lead) {
			return true
		}
	}
	return saysEmpty(s)
}

// saysEmpty reports whether a note says that the form holds nothing.
func saysEmpty(s string) bool {
	s = squeeze(s)
	for _, w := range []string{"本表无数据", "本表为空", "空表", "无数据", "此表无数据", "此表为空", "表为空"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// readNotes reads what is printed below the table and in its last rows.
func (f *form) readNotes(notes []document.Block) {
	for _, b := range notes {
		f.r.taken[b.Start] = true
		f.note(b.Start, b.End)
	}
	rows := f.grid.rows
	for row := len(rows) - 1; row >= f.grid.body && row >= len(rows)-3; row-- {
		texts := f.grid.texts(row)
		if len(texts) != 1 || !isNote(texts[0]) {
			continue
		}
		for col := range rows[row] {
			if s, c, begins := f.grid.cell(row, col); begins && s != "" {
				f.note(c.Start, c.End)
			}
		}
	}
}

// note reads one note. Only that of a form without figures states something:
// that there is nothing to state.
func (f *form) note(start, end int) {
	r := f.r
	if f.facts == 0 && saysEmpty(r.t.slice(start, end)) {
		f.empty = r.source(start, end)
		for i := start; i < min(end, start+6); i++ {
			if r.t.folded[i] == ':' {
				start = i + 1 // 说明：
				break
			}
		}
		r.paragraph(&section{topic: formTopic[f.number], part: topicForms}, start, end, false)
	}
	r.declareFigures(start, end, fiscal.Narrative)
}

// notesBelow returns the notes that follow the block i.
func (r *reader) notesBelow(blocks []document.Block, i int) []document.Block {
	k := i + 1
	for k < len(blocks) && k-i <= below && blocks[k].Table == nil && isNote(r.t.slice(blocks[k].Start, blocks[k].End)) {
		k++
	}
	return blocks[i+1 : k]
}
