package document

import (
	"encoding/binary"
	"slices"
	"strconv"
)

// docLook is what matters of how characters or a paragraph look.
type docLook struct {
	deleted, hidden bool

	depth  int  // of tables the paragraph is in
	rowEnd bool // it is the mark of a row's end
	row    docRow
	style  int
	number docxNumber
}

var plainLook = docLook{number: noNumber}

// docRow is how a row is divided: the edges of its cells, and how they are merged.
type docRow struct {
	edges []int
	cells []docCellLook
}

type docCellLook struct {
	mergedLeft      bool // with the cell to its left
	down, continued bool // begins a cell that reaches down; goes on with one
}

// docLooks gives the look of each place of the main stream.
type docLooks struct {
	runs []docRun
	data []byte // the stream of long properties
	para bool
	last int
	memo map[string]docLook
}

type docRun struct {
	from, to uint32
	look     []byte
}

const docPage = 512

// readLooks reads the pages that list looks. Each holds the places where runs
// begin, and where on the page the properties of each are.
func (f *docFile) readLooks(index int, para bool) (docLooks, error) {
	l := docLooks{data: f.data, para: para, memo: map[string]docLook{}}
	table, err := f.at(index)
	if err != nil {
		return l, err
	}
	list := biffRecord{data: table}
	n := max(len(table)-4, 0) / 8
	seen := map[uint32]bool{}
	for i := range n {
		number := list.u32(4*(n+1)+4*i) & 0x3FFFFF
		at := int(number) * docPage
		if seen[number] || at+docPage > len(f.main) {
			continue
		}
		seen[number] = true
		l.page(f.main[at : at+docPage])
	}
	slices.SortStableFunc(l.runs, func(a, b docRun) int {
		switch {
		case a.from < b.from:
			return -1
		case a.from > b.from:
			return 1
		}
		return 0
	})
	return l, nil
}

func (l *docLooks) page(page []byte) {
	p := biffRecord{data: page}
	n := p.u8(docPage - 1)
	width := 1
	if l.para {
		width = 13
	}
	if 4*(n+1)+width*n > docPage-1 {
		return
	}
	for i := range n {
		run := docRun{from: p.u32(4 * i), to: p.u32(4*i + 4)}
		if at := 2 * p.u8(4*(n+1)+width*i); at > 0 {
			size, from := p.u8(at), at+1
			if l.para {
				if size = 2*size - 1; size < 0 {
					size, from = 2*p.u8(at+1), at+2
				}
			}
			run.look = page[min(from, docPage-1):min(from+size, docPage-1)]
		}
		l.runs = append(l.runs, run)
	}
}

// look returns the look of the character at fc.
func (l *docLooks) look(fc uint32) docLook {
	if l.last >= len(l.runs) || fc < l.runs[l.last].from || fc >= l.runs[l.last].to {
		i, ok := slices.BinarySearchFunc(l.runs, fc, func(r docRun, fc uint32) int {
			switch {
			case r.from < fc:
				return -1
			case r.from > fc:
				return 1
			}
			return 0
		})
		if !ok {
			i--
		}
		if i < 0 || fc >= l.runs[i].to {
			return plainLook
		}
		l.last = i
	}
	properties := l.runs[l.last].look
	if len(properties) == 0 {
		return plainLook
	}
	look, ok := l.memo[string(properties)]
	if !ok {
		look = plainLook
		list := properties
		if l.para && len(list) >= 2 {
			look.style = int(binary.LittleEndian.Uint16(list))
			list = list[2:]
		}
		look.apply(list, l.data, 0)
		if len(l.memo) < 10_000 {
			l.memo[string(properties)] = look
		}
	}
	return look
}

// The properties that are read. The upper three bits of each tell how long
// its value is.
const (
	sprmCDeleted    = 0x0800
	sprmCHidden     = 0x083C
	sprmPInTable    = 0x2416
	sprmPRowEnd     = 0x2417
	sprmPList       = 0x460B
	sprmPLevel      = 0x260A
	sprmPTableDepth = 0x6649
	sprmPHuge       = 0x6646
	sprmPHugeOld    = 0x6645
	sprmPTabs       = 0xC615
	sprmTDefTable   = 0xD608
	sprmTDefTable10 = 0xD606
	sprmTVertMerge  = 0xD62B
	sprmTMerge      = 0x5624
	sprmTSplit      = 0x5625
)

// apply reads a list of properties.
func (k *docLook) apply(list, data []byte, level int) {
	for len(list) >= 2 {
		id := binary.LittleEndian.Uint16(list)
		value, rest := sprmValue(id, list[2:])
		if value == nil {
			return
		}
		list = rest
		v := biffRecord{data: value}
		switch id {
		case sprmCDeleted:
			k.deleted = v.u8(0) == 1
		case sprmCHidden:
			k.hidden = v.u8(0) == 1
		case sprmPInTable:
			if v.u8(0) == 0 {
				k.depth = 0
			} else {
				k.depth = max(k.depth, 1)
			}
		case sprmPRowEnd:
			k.rowEnd = v.u8(0) != 0
		case sprmPList:
			k.number.list = strconv.Itoa(v.u16(0))
		case sprmPLevel:
			k.number.level = min(v.u8(0), maxLevels-1)
		case sprmPTableDepth:
			k.depth = int(v.u32(0) & 0xFF)
		case sprmPHuge, sprmPHugeOld:
			at := uint64(v.u32(0))
			if level == 0 && at+2 <= uint64(len(data)) {
				n := uint64(binary.LittleEndian.Uint16(data[at:]))
				k.apply(data[at+2:min(at+2+n, uint64(len(data)))], data, 1)
			}
		case sprmTDefTable, sprmTDefTable10:
			k.row.define(v)
		case sprmTVertMerge:
			if i := v.u8(0); i < len(k.row.cells) {
				c := &k.row.cells[i]
				c.down, c.continued = v.u8(1) == 3, v.u8(1) == 1
			}
		case sprmTMerge, sprmTSplit:
			for i := v.u8(0) + 1; i < min(v.u8(1), len(k.row.cells)); i++ {
				k.row.cells[i].mergedLeft = id == sprmTMerge
			}
		}
	}
}

// sprmValue returns the value of a property and what is behind it; nil if the
// list ends within.
func sprmValue(id uint16, list []byte) (value, rest []byte) {
	n := 0
	switch id >> 13 {
	case 0, 1:
		n = 1
	case 2, 4, 5:
		n = 2
	case 3:
		n = 4
	case 7:
		n = 3
	case 6:
		switch {
		case len(list) < 2:
			return nil, nil
		case id == sprmTDefTable || id == sprmTDefTable10: // a length of two bytes, one too much
			n = int(binary.LittleEndian.Uint16(list)) - 1
			list = list[2:]
		case id == sprmPTabs && list[0] == 255:
			deleted := int(list[1])
			at := 2 + 4*deleted
			if at >= len(list) {
				return nil, nil
			}
			n = 1 + 4*deleted + 1 + 3*int(list[at])
			list = list[1:]
		default:
			n = int(list[0])
			list = list[1:]
		}
	}
	if n < 0 || n > len(list) {
		return nil, nil
	}
	return list[:n:n], list[n:]
}

// define reads the division of a row: the number of its cells, their edges,
// and twenty bytes for each cell.
func (r *docRow) define(v biffRecord) {
	n := v.u8(0)
	if n > 64 || 1+2*(n+1) > len(v.data) {
		return
	}
	r.edges, r.cells = nil, make([]docCellLook, n)
	for i := range n + 1 {
		r.edges = append(r.edges, int(int16(v.u16(1+2*i))))
	}
	leader := 0 // of cells merged sideways; descriptions differ in whether it is 1 or 2
	for i := range n {
		flags := v.u16(1 + 2*(n+1) + 20*i)
		sideways := flags & 3
		if sideways == 0 || leader == 0 {
			leader = sideways
		}
		r.cells[i] = docCellLook{
			mergedLeft: sideways != leader,
			down:       flags&0x40 != 0,
			continued:  flags&0x60 == 0x20,
		}
	}
}
