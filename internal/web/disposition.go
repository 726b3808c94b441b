package web

import (
	"net/url"
	"strings"
)

// disposition offers content for saving under a name; a Chinese name goes into
// the extended parameter of RFC 6266.
func disposition(filename string) string {
	plain := strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && r != '"' && r != '\\' && r != ';' {
			return r
		}
		return '_'
	}, filename)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + url.PathEscape(filename)
}
