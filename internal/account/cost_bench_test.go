package account

import (
	"context"
	"testing"
)

// What one login costs the server, whether the name is there or not.
func BenchmarkPassword(b *testing.B) {
	h := newHasher(strong)
	for b.Loop() {
		if _, err := h.matches(context.Background(), "some password", ""); err != nil {
			b.Fatal(err)
		}
	}
}
