package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanName returns the name of a file as it may be shown and kept: without
// control characters and marks that are not seen or turn the writing around,
// and no longer than so many characters. Its ending stays: it tells what the
// file is.
func CleanName(name string, longest int) string {
	name = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	const ending = 19
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest-ending-1]) + "…" + string(runes[len(runes)-ending:])
	}
	return strings.TrimSpace(name)
}
