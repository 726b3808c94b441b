package reconcile

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// Looking at the marks alone finds what a search of the whole text finds.
func TestBlanksAreAllLeftovers(t *testing.T) {
	words := []string{"增加", "减少", "下降", "大于", "（", "）", "(", ")", "/", "X", "×", "某", "_", "万元", "…", "不涉及的不列", " ", "本年", "○", "。\n", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"}
	random := rand.New(rand.NewPCG(4, 2))
	for range 20_000 {
		text := ""
		for range 1 + random.IntN(9) {
			text += words[random.IntN(len(words))]
		}
		var want []int
		runes := []rune(text)
		for _, m := range leftover.FindAllStringIndex(text, -1) {
			start := utf8.RuneCountInString(text[:m[0]])
			if end := start + utf8.RuneCountInString(text[m[0]:m[1]]); !inWord(runes, start, end) {
				want = append(want, start)
			}
		}
		var got []int
		for _, b := range blanks(runes) {
			got = append(got, b[0])
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%q: %v, want %v", text, got, want)
			}
		}
	}
}
