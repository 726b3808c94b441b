package templates

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
