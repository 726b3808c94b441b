package document

import (
	"encoding/binary"
	"io"
	"math"
)

// The records of a BIFF8 stream that are read; all others are skipped.
const (
	biffFormula     = 0x0006
	biffEOF         = 0x000A
	biffNote        = 0x001C
	biffDate1904    = 0x0022
	biffFilePass    = 0x002F
	biffContinue    = 0x003C
	biffCodePage    = 0x0042
	biffColInfo     = 0x007D
	biffBoundSheet  = 0x0085
	biffMulRK       = 0x00BD
	biffMulBlank    = 0x00BE
	biffRString     = 0x00D6
	biffXF          = 0x00E0
	biffMergedCells = 0x00E5
	biffSST         = 0x00FC
	biffLabelSST    = 0x00FD
	biffTextObject  = 0x01B6
	biffBlank       = 0x0201
	biffNumber      = 0x0203
	biffLabel       = 0x0204
	biffBoolErr     = 0x0205
	biffString      = 0x0207
	biffRow         = 0x0208
	biffWindow2     = 0x023E
	biffRK          = 0x027E
	biffFormat      = 0x041E
	biffBOF         = 0x0809
)

// biffStream reads records one by one.
type biffStream struct {
	data []byte
	at   int
}

// biffRecord is one record. get beyond its end gives zeros, which no reader
// needs to tell from a record that is too short.
type biffRecord struct {
	id   uint16
	data []byte
}

// next returns the next record, io.EOF behind the last one.
func (s *biffStream) next() (biffRecord, error) {
	rest := s.data[s.at:]
	if len(rest) == 0 {
		return biffRecord{}, io.EOF
	}
	if len(rest) < 4 {
		return biffRecord{}, io.ErrUnexpectedEOF
	}
	id, n := binary.LittleEndian.Uint16(rest), int(binary.LittleEndian.Uint16(rest[2:]))
	if len(rest) < 4+n {
		return biffRecord{}, io.ErrUnexpectedEOF
	}
	s.at += 4 + n
	return biffRecord{id, rest[4 : 4+n]}, nil
}

// continued returns the pieces of a record that goes on in CONTINUE records.
func (s *biffStream) continued(r biffRecord) [][]byte {
	pieces := [][]byte{r.data}
	for {
		at := s.at
		next, err := s.next()
		if err != nil || next.id != biffContinue {
			s.at = at
			return pieces
		}
		pieces = append(pieces, next.data)
	}
}

func (r biffRecord) u8(at int) int {
	if at < 0 || at >= len(r.data) {
		return 0
	}
	return int(r.data[at])
}

func (r biffRecord) u16(at int) int { return r.u8(at) | r.u8(at+1)<<8 }

func (r biffRecord) u32(at int) uint32 {
	return uint32(r.u16(at)) | uint32(r.u16(at+2))<<16
}

func (r biffRecord) float(at int) float64 {
	return math.Float64frombits(uint64(r.u32(at)) | uint64(r.u32(at+4))<<32)
}

// rk reads a number in four bytes: a short integer or the upper half of a
// binary number, either of which may stand for a hundredth.
func (r biffRecord) rk(at int) float64 {
	raw := r.u32(at)
	var v float64
	if raw&2 != 0 {
		v = float64(int32(raw) >> 2)
	} else {
		v = math.Float64frombits(uint64(raw&^3) << 32)
	}
	if raw&1 != 0 {
		v /= 100
	}
	return v
}
