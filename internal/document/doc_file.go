package document

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

var errBadDOC = errors.New("a document's structure is broken")

// docFile is a Word document taken apart: where its characters are, and how
// they and its paragraphs look.
type docFile struct {
	main, table, data []byte
	parts             [len(docParts)]int // lengths in characters
	pieces            []docPiece
	characters        docLooks
	paragraphs        docLooks
	numbering         docxNumbering
	styles            docStyles
}

// docParts are the parts of the text in the order of the file.
var docParts = [...]string{docBody: "", "脚注", "页眉和页脚", "", "批注", "尾注", "文本框", "页眉里的文本框"}

const docBody = 0

// docPiece is a run of characters that stand one after the other.
type docPiece struct {
	text []byte
	fc   uint32 // where they begin in the main stream
	n    int
	wide bool // two bytes a character
}

// at returns the i-th character and where it stands.
func (p docPiece) at(i int) (c uint16, fc uint32) {
	if p.wide {
		return binary.LittleEndian.Uint16(p.text[2*i:]), p.fc + 2*uint32(i)
	}
	return uint16(charmap.Windows1252.DecodeByte(p.text[i])), p.fc + uint32(i)
}

func decodeUTF16Units(u []uint16) string { return string(utf16.Decode(u)) }

// The beginning of the main stream, and places in its list of tables.
const (
	fibIdent     = 0xA5EC
	fibWord97    = 0x00C1
	fibEncrypted = 0x0100
	fibTable1    = 0x0200
	fibCounts    = 0x4C // length of the body; the other parts follow
	fibTables    = 0x9A // pairs of offset and length in the table stream
	fibStyles    = 1
	fibLooksChar = 12
	fibLooksPara = 13
	fibClx       = 33
	fibSchemes   = 73
	fibLists     = 74
)

func openDOC(c *compound) (*docFile, error) {
	main, err := c.read("WordDocument")
	if err != nil {
		return nil, err
	}
	fib := biffRecord{data: main}
	switch {
	case len(main) < fibTables+8*(fibClx+1):
		return nil, io.ErrUnexpectedEOF
	case fib.u16(0) != fibIdent || fib.u16(2) < fibWord97:
		return nil, errOldWord
	case fib.u16(10)&fibEncrypted != 0:
		return nil, errEncrypted
	}
	f := &docFile{main: main}
	name := "0Table"
	if fib.u16(10)&fibTable1 != 0 {
		name = "1Table"
	}
	if f.table, err = c.read(name); err != nil {
		return nil, err
	}
	if f.data, err = c.read("Data"); err != nil {
		f.data = nil // holds pictures, and the properties of few paragraphs
	}
	for i := range f.parts {
		n := int32(fib.u32(fibCounts + 4*i))
		if n < 0 {
			return nil, errBadDOC
		}
		f.parts[i] = int(n)
	}
	clx, err := f.at(fibClx)
	if err != nil {
		return nil, err
	}
	if err := f.readPieces(clx); err != nil {
		return nil, err
	}
	f.characters, err = f.readLooks(fibLooksChar, false)
	if err != nil {
		return nil, err
	}
	if f.paragraphs, err = f.readLooks(fibLooksPara, true); err != nil {
		return nil, err
	}
	f.readStyles()
	f.readLists()
	return f, nil
}

// at returns one of the tables that the main stream lists.
func (f *docFile) at(index int) ([]byte, error) {
	fib := biffRecord{data: f.main}
	from, n := uint64(fib.u32(fibTables+8*index)), uint64(fib.u32(fibTables+8*index+4))
	if from+n > uint64(len(f.table)) {
		return nil, errBadDOC
	}
	return f.table[from : from+n], nil
}

// readPieces reads where the characters are.
func (f *docFile) readPieces(clx []byte) error {
	for len(clx) > 3 && clx[0] == 1 { // changes of looks that pieces share
		n := int(binary.LittleEndian.Uint16(clx[1:]))
		if len(clx) < 3+n {
			return errBadDOC
		}
		clx = clx[3+n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return errBadDOC
	}
	list := biffRecord{data: clx[5:]}
	n := (len(list.data) - 4) / 12
	for i := range n {
		from, to := list.u32(4*i), list.u32(4*i+4)
		fc := list.u32(4*(n+1) + 8*i + 2)
		if to < from {
			return errBadDOC
		}
		p := docPiece{fc: fc, n: int(to - from), wide: fc&(1<<30) == 0}
		size := uint64(p.n)
		if p.wide {
			size *= 2
		} else {
			p.fc = fc &^ (1 << 30) / 2
		}
		if uint64(p.fc)+size > uint64(len(f.main)) {
			return errBadDOC
		}
		p.text = f.main[p.fc : uint64(p.fc)+size]
		f.pieces = append(f.pieces, p)
	}
	return nil
}
