package main

import (
	"os"
	"strings"
	"testing"
)

// A few kills, one in each of the phases that are most at risk; make crash does
// two hundred.
func TestCrash(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the portal")
	}
	var log strings.Builder
	r, err := crash(t.Context(), options{
		kills: 6, perWorld: 6, seed: 1, small: true, keep: t.TempDir(), log: &log,
		only: []string{"识别", "公开", "载入", "撤回", "备份", "导出"},
	})
	if err != nil {
		t.Fatal(err, log.String())
	}
	if r.print(os.Stderr); len(r.findings) > 0 {
		t.Error(log.String())
	}
}
