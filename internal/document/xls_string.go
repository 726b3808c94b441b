package document

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// biffText reads strings out of a record and those it is continued in. A
// string's characters have one byte or two, and may change over at the
// beginning of each piece.
type biffText struct {
	pieces [][]byte
	piece  []byte // rest of the current one
}

func newBIFFText(pieces ...[]byte) *biffText {
	return &biffText{pieces: pieces[1:], piece: pieces[0]}
}

// turn goes on to the next piece when the current one is used up.
func (t *biffText) turn() bool {
	for len(t.piece) == 0 {
		if len(t.pieces) == 0 {
			return false
		}
		t.piece, t.pieces = t.pieces[0], t.pieces[1:]
	}
	return true
}

func (t *biffText) bytes(n int) ([]byte, error) {
	var out []byte
	for n > 0 {
		if !t.turn() {
			return nil, io.ErrUnexpectedEOF
		}
		k := min(n, len(t.piece))
		out = append(out, t.piece[:k]...)
		t.piece, n = t.piece[k:], n-k
	}
	return out, nil
}

func (t *biffText) skip(n int) error {
	for n > 0 {
		if !t.turn() {
			return io.ErrUnexpectedEOF
		}
		k := min(n, len(t.piece))
		t.piece, n = t.piece[k:], n-k
	}
	return nil
}

// string reads a string whose length is written in lengthBytes, with the
// sizes of its runs of looks and of its phonetic guide.
func (t *biffText) string(lengthBytes int) (string, error) {
	head, err := t.bytes(lengthBytes + 1)
	if err != nil {
		return "", err
	}
	n := int(head[0])
	if lengthBytes == 2 {
		n = int(binary.LittleEndian.Uint16(head))
	}
	flags := head[lengthBytes]
	after := 0
	if flags&8 != 0 { // runs of looks
		b, err := t.bytes(2)
		if err != nil {
			return "", err
		}
		after += 4 * int(binary.LittleEndian.Uint16(b))
	}
	if flags&4 != 0 { // phonetic guide
		b, err := t.bytes(4)
		if err != nil {
			return "", err
		}
		after += int(binary.LittleEndian.Uint32(b) & 0x7FFFFFFF)
	}
	text, err := t.characters(n, flags&1 != 0)
	if err != nil {
		return "", err
	}
	return text, t.skip(after)
}

func (t *biffText) characters(n int, wide bool) (string, error) {
	units := make([]uint16, 0, n)
	for len(units) < n {
		if len(t.piece) == 0 {
			if !t.turn() {
				return "", io.ErrUnexpectedEOF
			}
			wide = t.piece[0]&1 != 0 // a piece begins with its own flag
			t.piece = t.piece[1:]
			continue
		}
		if !wide {
			k := min(n-len(units), len(t.piece))
			for _, b := range t.piece[:k] {
				units = append(units, uint16(b))
			}
			t.piece = t.piece[k:]
			continue
		}
		k := min(n-len(units), len(t.piece)/2)
		if k == 0 {
			return "", io.ErrUnexpectedEOF
		}
		for i := range k {
			units = append(units, binary.LittleEndian.Uint16(t.piece[2*i:]))
		}
		t.piece = t.piece[2*k:]
	}
	return string(utf16.Decode(units)), nil
}

// sharedStrings reads the texts that cells refer to by number.
func (t *biffText) sharedStrings(limit int) ([]string, error) {
	head, err := t.bytes(8)
	if err != nil {
		return nil, err
	}
	var out []string
	for range binary.LittleEndian.Uint32(head[4:]) {
		text, err := t.string(2)
		if err != nil {
			return nil, err
		}
		if limit -= len(text); limit < 0 {
			return nil, errCharacters
		}
		out = append(out, text)
	}
	return out, nil
}
