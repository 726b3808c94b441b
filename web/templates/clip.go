package templates

import "strings"

// longestClip is how many characters of a passage a list shows.
const longestClip = 36

// clip shortens a passage for a list; the link behind it shows it whole.
func clip(s string) string {
	r := []rune(s)
	if len(r) <= longestClip {
		return s
	}
	return string(r[:longestClip]) + "……"
}

// formulaLabel says what a formula is: a sum done again, or two statements
// side by side.
func formulaLabel(formula string) string {
	if strings.Contains(formula, " = ") {
		return "重算"
	}
	return "对照"
}
