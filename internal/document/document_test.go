package document_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"mingzhang/internal/document"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

func seed(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func encode(t *testing.T, e encoding.Encoding, data []byte) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same document in every encoding it may be published in gives the same text.
func TestEncodings(t *testing.T) {
	data := seed(t)
	want, err := document.Read(context.Background(), "seed.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string][]byte{
		"UTF-8 with mark":      append([]byte("\xEF\xBB\xBF"), data...),
		"CRLF":                 bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")),
		"GB18030":              encode(t, simplifiedchinese.GB18030, data),
		"UTF-16 little endian": encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data),
		"UTF-16 big endian":    encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := document.Read(context.Background(), "seed.txt", in)
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != want.Text {
				t.Error("the text differs from that of the UTF-8 file")
			}
			if got.SHA256 == want.SHA256 {
				t.Error("different bytes have the same hash")
			}
		})
	}
}

// What cannot be read is refused with the file's name and the reason.
func TestRefused(t *testing.T) {
	data := seed(t)
	for _, tc := range []struct {
		name, want string
		in         []byte
	}{
		{"empty", "空的", nil},
		{"only blanks", "没有文字", []byte(" \n\n \n")},
		{"binary", "可以读取 docx", append([]byte("决算\x00\x01\x02"), bytes.Repeat([]byte{0, 7, 0xFE}, 400)...)},
		{"picture", "png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")},
		{"random bytes", "", bytes.Repeat([]byte{0x81, 0x20, 0xFF, 0x13, 0xC3, 0x28}, 300)},
		{"cut in a character", "断在一个汉字中间", data[:20000+cutAt(data[20000:])]},
		{"UTF-16 with an odd byte", "单数", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)[:1001]},
		{"too large", "超过 64 MB", make([]byte, document.DefaultLimits.Bytes+1)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "某份决算.txt", tc.in)
			if err == nil {
				t.Fatal("was read")
			}
			if !strings.Contains(err.Error(), "某份决算.txt") || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %q does not name the file and the reason %q", err, tc.want)
			}
		})
	}
}

// cutAt returns an offset that lies inside a character of UTF-8 text.
func cutAt(b []byte) int {
	for i := range b {
		if !utf8.RuneStart(b[i]) {
			return i
		}
	}
	return 0
}

func TestSeedTables(t *testing.T) {
	doc, err := document.Read(context.Background(), "seed.txt", seed(t))
	if err != nil {
		t.Fatal(err)
	}
	var tables []*document.Table
	for _, b := range doc.Blocks {
		if b.Table != nil {
			tables = append(tables, b.Table)
		}
	}
	if len(tables) != 4 {
		t.Fatalf("%d tables, the document has 4", len(tables))
	}
	row := func(k, r int) []string {
		var out []string
		for _, c := range tables[k].Rows[r] {
			out = append(out, c.Text)
		}
		return out
	}
	for _, tc := range []struct {
		table, row int
		want       string
	}{
		{0, 0, "单位整体支出绩效自评表"},
		{0, 1, "（2024年度）"},
		{0, 4, "|年度总资金|29,788.39|9,436.64|9,410.33|10|99.72%|9.97"},
		{0, 12, "||固定资产投资额|=207.60亿元|乌鲁木齐市2024年主要经济指标巩固提升工作方案|166.81亿元|30|24.11"},
		{2, 18, "总分||||100|||||76.49分|"},
	} {
		if got := strings.Join(row(tc.table, tc.row), "|"); got != tc.want {
			t.Errorf("table %d row %d = %q, the document has %q", tc.table, tc.row, got, tc.want)
		}
	}
	// The goal is one cell of seven paragraphs.
	goal := tables[0].Rows[9][1]
	if !strings.HasPrefix(goal.Text, "（一）规划工作") || !strings.HasSuffix(goal.Text, "督促企业落实安全生产任务。") || strings.Count(goal.Text, "\n") != 6 {
		t.Errorf("the goal's cell is %q", goal.Text)
	}
}

// FuzzRead: no input crashes or hangs the reader; every block lies in the text.
func FuzzRead(f *testing.F) {
	f.Add([]byte("第一部分\n一、收入\n\t甲\n\t乙\n\n\t1\n续\n\n\n完"))
	f.Add([]byte("\xFF\xFE\x00"))
	f.Add([]byte("\xEF\xBB\xBF决算\r\n\r\n\t\t\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := document.Read(context.Background(), "fuzz", data)
		if err != nil {
			return
		}
		runes := []rune(doc.Text)
		within := func(s document.Span) {
			if s.Start < 0 || s.Start > s.End || s.End > len(runes) {
				t.Fatalf("span %v outside the %d characters of the text", s, len(runes))
			}
		}
		for _, b := range doc.Blocks {
			within(b.Span)
			if b.Table == nil {
				continue
			}
			for _, row := range b.Table.Rows {
				for _, c := range row {
					within(c.Span)
				}
			}
		}
	})
}
