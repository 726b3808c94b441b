package document

import (
	"strconv"
	"strings"
)

// docNumberFormats are the number formats by their numbers, named as docx
// names them.
var docNumberFormats = strings.Fields(`decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText
ordinalText hex chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal
japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet
ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle
ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional
taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand`)

// cursor reads a stream from front to back; beyond its end come zeros.
type cursor struct {
	biffRecord
	at int
}

func (c *cursor) over() bool { return c.at >= len(c.data) }

func (c *cursor) take(n int) biffRecord {
	from := min(c.at, len(c.data))
	c.at += n
	return biffRecord{data: c.data[from:min(c.at, len(c.data))]}
}

// readLists reads how lists are numbered. What is broken there leaves lists
// without numbers, which the document can be read without.
func (f *docFile) readLists() {
	f.numbering = docxNumbering{schemes: map[string]*docxScheme{}, lists: map[string]*docxList{}}
	heads, err := f.at(fibSchemes)
	if err != nil || len(heads) < 2 {
		return
	}
	// The levels stand behind the list of schemes, and are not counted in its length.
	fib := biffRecord{data: f.main}
	levels := &cursor{biffRecord: biffRecord{data: f.table}, at: int(fib.u32(fibTables+8*fibSchemes)) + len(heads)}
	head := &cursor{biffRecord: biffRecord{data: heads}}
	for range head.take(2).u16(0) {
		if head.over() || levels.over() {
			break
		}
		h := head.take(28)
		s := &docxScheme{}
		n := maxLevels
		if h.u8(26)&1 != 0 {
			n = 1
		}
		for i := range n {
			s.levels[i] = docLevel(levels, i)
			if style := h.u16(8 + 2*i); style < 0xFFF {
				s.levels[i].style = strconv.Itoa(style)
			}
		}
		f.numbering.schemes[strconv.Itoa(int(h.u32(0)))] = s
	}
	lists, err := f.at(fibLists)
	if err != nil {
		return
	}
	f.readOverrides(&cursor{biffRecord: biffRecord{data: lists}})
}

// readOverrides reads the lists themselves: the scheme of each, and where it
// goes ways of its own.
func (f *docFile) readOverrides(c *cursor) {
	n := min(int(c.take(4).u32(0)), len(c.data)/16)
	own := make([]int, n)
	lists := make([]*docxList, n)
	for i := range n {
		h := c.take(16)
		own[i] = h.u8(12)
		lists[i] = &docxList{scheme: strconv.Itoa(int(h.u32(0))), levels: map[int]docxLevel{}, starts: map[int]int{}}
		f.numbering.lists[strconv.Itoa(i+1)] = lists[i]
	}
	for i, l := range lists {
		c.take(4)
		for range own[i] {
			if c.over() {
				return
			}
			h := c.take(8)
			at := min(h.u8(4)&15, maxLevels-1)
			start, changed := h.u8(4)&0x10 != 0, h.u8(4)&0x20 != 0
			if changed {
				l.levels[at] = docLevel(c, at)
			}
			if start && changed {
				l.starts[at] = l.levels[at].start
			} else if start {
				l.starts[at] = listCount(h.u32(0))
			}
		}
	}
}

// maxNumber is how long a number may be; it is written before each paragraph.
const maxNumber = 60

func listCount(n uint32) int { return int(min(n, 1<<20)) }

// docLevel reads one level of a scheme.
func docLevel(c *cursor, level int) docxLevel {
	h := c.take(28)
	l := docxLevel{start: listCount(h.u32(0)), format: "decimal", restart: level, decimal: h.u8(5)&4 != 0}
	if nfc := h.u8(4); nfc < len(docNumberFormats) {
		l.format = docNumberFormats[nfc]
	} else if nfc == 0xFF {
		l.format = "none"
	}
	if h.u8(5)&8 != 0 {
		l.restart = min(h.u8(26), maxLevels)
	}
	c.take(h.u8(24) + h.u8(25)) // looks of the number
	n := c.take(2).u16(0)
	text := c.take(2 * n)
	var units []uint16
	for i := range min(len(text.data)/2, maxNumber) {
		u := uint16(text.u16(2 * i))
		if u < maxLevels { // the place of a level's count
			units = append(units, '%', '1'+u)
		} else {
			units = append(units, u)
		}
	}
	l.text = decodeUTF16Units(units)
	return l
}

// docStyles are the styles of paragraphs by their numbers.
type docStyles []docStyle

type docStyle struct {
	base   int
	number docxNumber
}

// readStyles reads what styles say about numbers.
func (f *docFile) readStyles() {
	sheet, err := f.at(fibStyles)
	if err != nil {
		return
	}
	c := &cursor{biffRecord: biffRecord{data: sheet}}
	head := c.take(c.take(2).u16(0))
	fixed := head.u16(2) // length of a style's fixed part
	for range head.u16(0) {
		s := docStyle{base: 0xFFF, number: noNumber}
		if c.over() {
			return
		}
		std := &cursor{biffRecord: c.take(c.take(2).u16(0))}
		if c.at += len(std.data) & 1; len(std.data) > 10 {
			h := std.take(fixed)
			if paragraph := h.u16(2)&15 == 1; paragraph {
				s.base = h.u16(2) >> 4
				std.take(2*std.take(2).u16(0) + 2) // its name
				std.at += std.at & 1
				properties := std.take(std.take(2).u16(0)).data
				look := plainLook
				look.apply(properties[min(2, len(properties)):], nil, 0)
				s.number = look.number
			}
		}
		f.styles = append(f.styles, s)
	}
}

// number returns the list and the level of a paragraph: what it says itself,
// then its style and those that this is based on.
func (s docStyles) number(look docLook, lists *docxNumbering) docxNumber {
	n := look.number
	style := look.style
	for range 20 {
		if n.list != "" || style >= len(s) {
			break
		}
		own := s[style].number
		if n.level < 0 {
			n.level = own.level
		}
		if own.list != "" {
			n.list = own.list
			if level, ok := lists.levelOf(own.list, strconv.Itoa(style)); ok && n.level < 0 {
				n.level = level
			}
		}
		style = s[style].base
	}
	n.level = max(n.level, 0)
	return n
}
