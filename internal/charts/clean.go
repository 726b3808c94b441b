package charts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// kept are the attributes of ECharts' SVG that draw something. The rest
// (classes, inline styles, event marks) would break the page's security policy
// or mean nothing there.
var kept = map[string]bool{
	"d": true, "x": true, "y": true, "width": true, "height": true, "transform": true, "fill": true, "fill-opacity": true, "fill-rule": true,
	"stroke": true, "stroke-width": true, "stroke-opacity": true, "stroke-dasharray": true, "stroke-linejoin": true, "stroke-linecap": true,
	"opacity": true, "text-anchor": true, "dominant-baseline": true, "font-size": true, "font-weight": true, "paint-order": true,
}

// clean turns what ECharts renders into an SVG that may stand inside a page:
// presentation attributes instead of styles, a name and a description, no
// fixed size. Text goes through an XML encoder, so it cannot leave its place.
func clean(raw string, p plan) ([]byte, error) {
	in := xml.NewDecoder(strings.NewReader(strings.Map(printable, raw)))
	var out bytes.Buffer
	skip := 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case skip > 0 || t.Name.Local == "style" || t.Name.Local == "defs" || invisible(t):
				skip++
			case t.Name.Local == "svg":
				head(&out, p)
			default:
				open(&out, t)
			}
		case xml.EndElement:
			if skip > 0 {
				skip--
				continue
			}
			if !hollow(t.Name.Local) {
				out.WriteString("</" + t.Name.Local + ">")
			}
		case xml.CharData:
			if skip == 0 && len(bytes.TrimSpace(t)) > 0 {
				if err := xml.EscapeText(&out, t); err != nil {
					return nil, err
				}
			}
		}
	}
}

// printable drops what XML cannot hold.
func printable(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// head opens the SVG with its name and description.
func head(out *bytes.Buffer, p plan) {
	out.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ` + strconv.Itoa(p.width) + " " + strconv.Itoa(p.height) + `"><title>`)
	_ = xml.EscapeText(out, []byte(p.name)) // a bytes.Buffer does not fail
	out.WriteString(`</title><desc>`)
	_ = xml.EscapeText(out, []byte(p.about))
	out.WriteString(`</desc>`)
}

// invisible reports whether an element draws nothing: areas for pointers, and
// bars of no length.
func invisible(t xml.StartElement) bool {
	if t.Name.Local != "path" && t.Name.Local != "rect" {
		return false
	}
	attrs := map[string]string{}
	for _, a := range t.Attr {
		attrs[a.Name.Local] = a.Value
	}
	unfilled := attrs["fill"] == "none" || attrs["fill-opacity"] == "0"
	unstroked := attrs["stroke"] == "" || attrs["stroke"] == "none" || attrs["stroke-width"] == "0"
	return unfilled && unstroked || attrs["opacity"] == "0"
}

// hollow reports whether an element of ECharts never holds another or words.
func hollow(name string) bool {
	return name != "svg" && name != "g" && name != "text" && name != "tspan"
}

func open(out *bytes.Buffer, t xml.StartElement) {
	out.WriteString("<" + t.Name.Local)
	write := func(name, value string) {
		switch name {
		case "d", "transform":
			value = shorten(value)
		case "font-size":
			value = strings.TrimSuffix(value, "px")
		}
		out.WriteString(" " + name + `="`)
		_ = xml.EscapeText(out, []byte(value))
		out.WriteString(`"`)
	}
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case name == "style":
			for declaration := range strings.SplitSeq(a.Value, ";") {
				property, value, ok := strings.Cut(declaration, ":")
				if property = strings.TrimSpace(property); ok && kept[property] {
					write(property, strings.TrimSpace(value))
				}
			}
		case name == "space":
			out.WriteString(` xml:space="preserve"`)
		case kept[name]:
			write(name, a.Value)
		}
	}
	if hollow(t.Name.Local) {
		out.WriteString("/")
	}
	out.WriteString(">")
}

// shorten rounds the coordinates of a path or transform to a tenth.
func shorten(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		k := i
		for k < len(s) && (s[k] >= '0' && s[k] <= '9' || s[k] == '.') {
			k++
		}
		if k == i {
			out.WriteByte(s[i])
			i++
			continue
		}
		if v, err := strconv.ParseFloat(s[i:k], 64); err == nil {
			out.WriteString(strconv.FormatFloat(float64(int64(v*10+0.5))/10, 'f', -1, 64))
		} else {
			out.WriteString(s[i:k])
		}
		i = k
	}
	return out.String()
}
