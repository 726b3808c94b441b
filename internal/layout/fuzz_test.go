package layout_test

import (
	"encoding/binary"
	"testing"

	"mingzhang/internal/pdf"
)

// FuzzRead puts characters and rules anywhere on pages: every character that is
// kept stands in one block once, and tables have the shape they say.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\x00\x10\x20\x00\x30\x01\x40\x50\x60"), uint8(1))
	f.Add([]byte("收入支出决算总表合计2,946.25|||---"), uint8(2))
	runes := []rune("收入支出合计项目0123456789,.-%（）。；：abcXY ")
	f.Fuzz(func(t *testing.T, data []byte, count uint8) {
		pages := make([]pdf.Page, 1+count%3)
		for i := range pages {
			pages[i] = pdf.Page{Width: 595, Height: 842}
		}
		if len(data) > 4000 {
			data = data[:4000]
		}
		drawn := 0
		for n := 0; len(data) >= 6; n++ {
			p := &pages[n%len(pages)]
			kind, x, y, size := data[0], float64(data[1])*2.5, float64(data[2])*3.4, float64(data[3]%40)+1
			length := float64(binary.LittleEndian.Uint16(data[4:]) % 600)
			data = data[6:]
			switch kind % 4 {
			case 0:
				p.Rules = append(p.Rules, pdf.Rule{At: y, From: x, To: x + length})
			case 1:
				p.Rules = append(p.Rules, pdf.Rule{Vertical: true, At: x, From: y, To: y + length})
			default:
				for k := range 1 + int(length)%12 {
					r := runes[(int(kind)+k)%len(runes)]
					if r == ' ' {
						continue
					}
					p.Chars = append(p.Chars, pdf.Char{Rune: r, X: x, Base: y, X0: x, X1: x + size*0.9, Y0: y - size*0.8, Y1: y + size*0.1, Turn: int(kind/4) % 4})
					x += size
					drawn++
				}
			}
		}
		kept := 0
		for _, b := range read(pages).Blocks {
			for _, r := range b.Text {
				if r != ' ' {
					kept++
				}
			}
			if b.Table == nil {
				continue
			}
			for y, row := range b.Table.Rows {
				for _, c := range row {
					if c.Cols < 1 || c.Rows < 1 || c.Col < 0 || y+c.Rows > len(b.Table.Rows) {
						t.Fatalf("cell %+v in row %d of %d", c, y, len(b.Table.Rows))
					}
					for _, r := range c.Text {
						if r != ' ' {
							kept++
						}
					}
				}
			}
		}
		if kept > drawn {
			t.Fatalf("%d characters read, %d drawn", kept, drawn)
		}
	})
}
