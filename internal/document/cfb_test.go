package document_test

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// stream is a named stream of a compound file.
type stream struct {
	name string
	data []byte
}

const (
	cfbFree = 0xFFFFFFFF
	cfbEnd  = 0xFFFFFFFE
	cfbFAT  = 0xFFFFFFFD
)

// compoundFile writes an OLE compound file of sectors of 512 bytes. Streams
// are filled up to the size from which they have sectors of their own.
func compoundFile(streams ...stream) []byte {
	const size = 512
	var sectors bytes.Buffer
	var fat []uint32
	put := func(data []byte) (first uint32) {
		first = uint32(len(fat))
		n := (len(data) + size - 1) / size
		for i := range n {
			next := uint32(len(fat) + 1)
			if i == n-1 {
				next = cfbEnd
			}
			fat = append(fat, next)
		}
		sectors.Write(data)
		sectors.Write(make([]byte, n*size-len(data)))
		return first
	}
	var directory bytes.Buffer
	entry := func(name string, kind byte, right, child, start uint32, length int) {
		var e [128]byte
		u := utf16.Encode([]rune(name))
		for i, c := range u {
			binary.LittleEndian.PutUint16(e[2*i:], c)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(u)+2))
		e[66], e[67] = kind, 1
		binary.LittleEndian.PutUint32(e[68:], cfbFree)
		binary.LittleEndian.PutUint32(e[72:], right)
		binary.LittleEndian.PutUint32(e[76:], child)
		binary.LittleEndian.PutUint32(e[116:], start)
		binary.LittleEndian.PutUint32(e[120:], uint32(length))
		directory.Write(e[:])
	}
	entry("Root Entry", 5, cfbFree, 1, cfbEnd, 0)
	for i, s := range streams {
		data := s.data
		if len(data) < 4096 {
			data = append(bytes.Clone(data), make([]byte, 4096-len(data))...)
		}
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = cfbFree
		}
		entry(s.name, 2, right, cfbFree, put(data), len(data))
	}
	directoryAt := put(directory.Bytes())
	fatAt := uint32(len(fat))
	fatSectors := (len(fat) + 1 + size/4 - 1) / (size / 4)
	for range fatSectors {
		fat = append(fat, cfbFAT)
	}
	for len(fat)%(size/4) != 0 {
		fat = append(fat, cfbFree)
	}
	for _, n := range fat {
		_ = binary.Write(&sectors, binary.LittleEndian, n)
	}
	head := make([]byte, size)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(fatSectors), 48: directoryAt, 56: 4096, 60: cfbEnd, 68: cfbEnd} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	for i := range 109 {
		v := uint32(cfbFree)
		if i < fatSectors {
			v = fatAt + uint32(i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], v)
	}
	return append(head, sectors.Bytes()...)
}
