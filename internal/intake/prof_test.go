package intake_test

import (
	"context"
	"os"
	"testing"

	"mingzhang/internal/intake"
)

func TestProf(t *testing.T) {
	if os.Getenv("PROF") == "" {
		t.Skip()
	}
	files, _ := intake.Collect([]string{os.Getenv("PROF")})
	n := 0
	for r := range intake.ReadAll(context.Background(), files, nil) {
		_ = r
		n++
	}
	t.Log(n)
}
