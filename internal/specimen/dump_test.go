package specimen

import (
	"os"
	"strconv"
	"testing"
)

func TestDump(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	n, _ := strconv.Atoi(os.Getenv("DUMP"))
	seed := uint64(n)
	s := New(seed, Options{NoForms: true, Style: Styles()[seed%uint64(len(Styles()))]})
	os.WriteFile("/tmp/spec.txt", s.Text(), 0o644)
}
