package document

import (
	"strings"
	"unicode/utf8"
)

const maxLevels = 9

// docxNumber says which list a paragraph is numbered in and how deep.
type docxNumber struct {
	list  string // "" where it does not say, "0" for none
	level int    // -1 where it does not say
}

var noNumber = docxNumber{level: -1}

func readNumPr(x *xmlReader) docxNumber {
	n := noNumber
	for el := range x.children() {
		switch el.name {
		case "ilvl":
			n.level = atoi(el.attr("val"), 0, maxLevels-1)
		case "numId":
			n.list = el.attr("val")
		}
	}
	return n
}

// docxNumbering holds the lists of a document and how far each has counted.
type docxNumbering struct {
	schemes map[string]*docxScheme // by abstractNumId
	lists   map[string]*docxList   // by numId
	byStyle map[string]string      // numbering style: the scheme that defines it
}

// docxScheme is how lists are numbered. Lists of one scheme count on from each
// other unless a list says where it starts.
type docxScheme struct {
	levels [maxLevels]docxLevel
	link   string // the numbering style that says how instead
	count  [maxLevels]int
	begun  [maxLevels]bool
}

type docxLevel struct {
	start   int
	format  string
	text    string // with %1 to %9 for the counts
	style   string // paragraphs of this style are on this level
	restart int    // begins again behind a level up to this, 0: never
	decimal bool   // all counts in it are written 1, 2, 3
}

type docxList struct {
	scheme string
	levels map[int]docxLevel // that this list numbers in another way
	starts map[int]int       // not yet used
}

func (r *docxReader) readNumbering(name string) {
	n := &r.numbering
	n.schemes, n.lists, n.byStyle = map[string]*docxScheme{}, map[string]*docxList{}, map[string]string{}
	r.read(name, func(x *xmlReader, _ element) {
		for el := range x.children() {
			switch {
			case len(n.schemes)+len(n.lists) > maxParts:
			case el.name == "abstractNum":
				n.readScheme(x, el.attr("abstractNumId"))
			case el.name == "num":
				n.readList(x, el.attr("numId"))
			}
		}
	}, wordNS, wordStrictNS)
}

func (n *docxNumbering) readScheme(x *xmlReader, id string) {
	s := &docxScheme{}
	for i := range s.levels {
		s.levels[i].restart = i
	}
	for el := range x.children() {
		switch el.name {
		case "numStyleLink":
			s.link = el.attr("val")
		case "styleLink":
			n.byStyle[el.attr("val")] = id
		case "lvl":
			i := atoi(el.attr("ilvl"), 0, maxLevels-1)
			s.levels[i] = readLevel(x, i)
		}
	}
	n.schemes[id] = s
}

func readLevel(x *xmlReader, i int) docxLevel {
	l := docxLevel{format: "decimal", restart: i}
	for el := range x.children() {
		switch el.name {
		case "start":
			l.start = atoi(el.attr("val"), 0, 1<<20)
		case "numFmt":
			l.format = el.attr("val")
		case "mc:AlternateContent": // a format of newer programs, and one for all others
			for way := range x.children() {
				if way.name == "mc:Fallback" {
					for el := range x.children() {
						if el.name == "numFmt" {
							l.format = el.attr("val")
						}
					}
				}
			}
		case "lvlText":
			l.text = el.attr("val")
		case "pStyle":
			l.style = el.attr("val")
		case "lvlRestart":
			l.restart = atoi(el.attr("val"), 0, maxLevels)
		case "isLgl":
			l.decimal = el.on()
		}
	}
	return l
}

func (n *docxNumbering) readList(x *xmlReader, id string) {
	l := &docxList{levels: map[int]docxLevel{}, starts: map[int]int{}}
	for el := range x.children() {
		switch el.name {
		case "abstractNumId":
			l.scheme = el.attr("val")
		case "lvlOverride":
			i := atoi(el.attr("ilvl"), 0, maxLevels-1)
			for el := range x.children() {
				switch el.name {
				case "startOverride":
					l.starts[i] = atoi(el.attr("val"), 0, 1<<20)
				case "lvl":
					l.levels[i] = readLevel(x, i)
				}
			}
		}
	}
	n.lists[id] = l
}

// find returns a list and its scheme, behind the numbering style if it names one.
func (n *docxNumbering) find(list string) (*docxList, *docxScheme) {
	l := n.lists[list]
	if l == nil {
		return nil, nil
	}
	s := n.schemes[l.scheme]
	if s != nil && s.link != "" {
		if by, ok := n.byStyle[s.link]; ok {
			s = n.schemes[by]
		}
	}
	return l, s
}

func (n *docxNumbering) levelOf(list, style string) (int, bool) {
	l, s := n.find(list)
	if s == nil {
		return 0, false
	}
	for i := range s.levels {
		if l.level(s, i).style == style {
			return i, true
		}
	}
	return 0, false
}

func (l *docxList) level(s *docxScheme, i int) docxLevel {
	if own, ok := l.levels[i]; ok {
		return own
	}
	return s.levels[i]
}

// label counts a paragraph in its list and returns its number as printed, ""
// for paragraphs without number and for bullets.
func (r *docxReader) label(p *docxParagraph) string {
	at := p.number
	if at.list == "" || at.level < 0 {
		by := r.styleNumber(p.style)
		if at.list == "" {
			at.list = by.list
		}
		if at.level < 0 {
			at.level = max(by.level, 0)
		}
	}
	label := r.numbering.label(at)
	r.count(utf8.RuneCountInString(label), 0)
	return label
}

// label counts a paragraph of the list and level that it says.
func (n *docxNumbering) label(at docxNumber) string {
	l, s := n.find(at.list)
	if s == nil {
		return ""
	}
	level := l.level(s, at.level)
	start, own := l.starts[at.level]
	switch {
	case own:
		s.count[at.level] = start
		delete(l.starts, at.level)
	case s.begun[at.level]:
		s.count[at.level]++
	default:
		s.count[at.level] = level.start
	}
	s.begun[at.level] = true
	for i := range maxLevels {
		switch {
		case i < at.level && !s.begun[i]:
			s.count[i], s.begun[i] = l.level(s, i).start, true
		case i > at.level && at.level < l.level(s, i).restart:
			s.begun[i] = false
		}
	}
	if level.format == "bullet" {
		return ""
	}
	return level.render(func(i int) string {
		format := l.level(s, i).format
		if level.decimal {
			format = "decimal"
		}
		return numeral(format, s.count[i])
	})
}

func (l docxLevel) render(count func(level int) string) string {
	if !strings.Contains(l.text, "%") {
		return l.text
	}
	var out strings.Builder
	for i := 0; i < len(l.text); i++ {
		if c := l.text[i]; c == '%' && i+1 < len(l.text) && l.text[i+1] >= '1' && l.text[i+1] <= '9' {
			i++
			out.WriteString(count(int(l.text[i] - '1')))
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}
