package data_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"mingzhang/internal/data"
)

// Of what was withdrawn a public copy holds nothing but that it was: no figure,
// no document, nor a byte of either in its free pages.
func TestSnapshotWithoutWithdrawn(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t)
	gone, _ := publish(t, s, renamed(t, publication(t), 1))
	stays, _ := publish(t, s, renamed(t, publication(t), 2))
	withdraw(t, s, gone.UnitID, gone.Year)
	f, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	// The unit's name stands in the withdrawal's unit; what the document says does not.
	if n := bytes.Count(b, []byte("水磨沟区第0001委员会")); n > 8 {
		t.Errorf("the withdrawn document is in the copy: its unit is named %d times", n)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := data.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Report(ctx, gone.ID); err == nil {
		t.Error("the withdrawn report is in the copy")
	}
	want, err := s.Report(ctx, stays.ID)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Report(ctx, stays.ID)
	if err != nil {
		t.Fatal(err)
	}
	sameReport(t, want, got)
	if all, err := c.Withdrawals(ctx, data.WithdrawalFilter{}, 10); err != nil || len(all) != 1 {
		t.Errorf("%+v %v", all, err)
	}
	if o, err := c.Original(ctx, want.Document.SHA256); err != nil || len(o.Bytes) == 0 {
		t.Error("the document that stands is gone", err)
	}
}
