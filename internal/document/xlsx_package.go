package document

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// xlsxPackage is the packed file of a workbook.
type xlsxPackage struct{ *pack }

// resolvePart returns the name of the part that target names from folder dir.
func resolvePart(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(dir, strings.ReplaceAll(target, `\`, "/"))
}

// open returns a part that the workbook cannot do without.
func (p xlsxPackage) open(name string) (io.ReadCloser, error) {
	r, err := p.pack.open(name)
	if r == nil && err == nil {
		err = fs.ErrNotExist
	}
	return r, err
}

func newXMLDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	return d
}

func (p xlsxPackage) decode(name string, v any) error {
	r, err := p.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return newXMLDecoder(r).Decode(v)
}

type xlsxRelation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations returns the parts that part refers to. A part without any has
// none written.
func (p xlsxPackage) relations(part string) []xlsxRelation {
	dir, base := path.Split(part)
	var out struct {
		Relations []xlsxRelation `xml:"Relationship"`
	}
	_ = p.decode(dir+"_rels/"+base+".rels", &out)
	return out.Relations
}

// sharedStrings reads the texts that cells refer to by number.
func (p xlsxPackage) sharedStrings(ctx context.Context, name string, limit int) ([]string, error) {
	r, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := newXMLDecoder(r)
	var out []string
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := xlsxText(d)
			if err != nil {
				return nil, err
			}
			out = append(out, text)
			if limit -= len(text); limit < 0 {
				return nil, errCharacters
			}
			if len(out)%1000 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
}

// xlsxText reads the rest of an element that holds text, in one piece or in
// runs of different looks. Phonetic guides are no part of it.
func xlsxText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	inText := false
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
	return unescapeXLSX(b.String()), nil
}

// unescapeXLSX writes out the escapes _xHHHH_ of characters that XML lacks.
func unescapeXLSX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			b.WriteString(s)
			return b.String()
		}
		var r rune
		if n, err := fmt.Sscanf(s[i+2:i+7], "%4x_", &r); n != 1 || err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(r)
		s = s[i+7:]
	}
}

// omitParts declares what the workbook holds besides cells.
func (p xlsxPackage) omitParts(b *builder) {
	counts := map[string]int{}
	for name := range p.parts {
		switch {
		case strings.HasPrefix(name, "xl/media/"):
			counts["图片"]++
		case strings.HasPrefix(name, "xl/charts/chart"):
			counts["图表"]++
		case strings.HasPrefix(name, "xl/comments"), strings.HasPrefix(name, "xl/threadedcomments/"):
			counts["批注"]++
		}
	}
	for _, what := range []string{"图片", "图表", "批注"} {
		if n := counts[what]; n > 0 {
			b.omit(fmt.Sprintf("工作簿里的%s（%d 处）", what, n), "只读取单元格里的内容")
		}
	}
}
