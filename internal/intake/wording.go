package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"mingzhang/internal/fiscal"
)

// wording returns what a reason says but for its figures and the unit's own
// names: two units that say the same have the same wording. It stays readable:
// figures become #, names 本单位.
func wording(text string, u fiscal.Unit) string {
	names := append([]string{u.Name}, u.Aliases...)
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, name := range names {
		if name != "" {
			text = strings.ReplaceAll(text, name, "本单位")
		}
	}
	var b strings.Builder
	figure := false
	runes := []rune(text)
	for i, r := range runes {
		if f := width.LookupRune(r).Folded(); f != 0 {
			r = f
		}
		switch {
		case unicode.IsDigit(r):
			if !figure {
				b.WriteByte('#')
			}
			figure = true
			continue
		case figure && (r == '.' || r == ',') && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
			continue
		case unicode.IsSpace(r) || strings.ContainsRune(`"“”'‘’`, r):
			continue
		}
		figure = false
		switch r { // read as Chinese again
		case ',':
			r = '，'
		case ';':
			r = '；'
		case ':':
			r = '：'
		case '(':
			r = '（'
		case ')':
			r = '）'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Trim(b.String(), "。.；，、：")
}
