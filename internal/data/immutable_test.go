package data_test

import (
	"database/sql"
	"strings"
	"testing"
)

// No statement of a published edition can be updated or deleted, even past
// this package.
func TestImmutable(t *testing.T) {
	s, path := store(t)
	publish(t, s, publication(t))
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(strings.ReplaceAll(path, " ", "%20"), "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"documents", "editions", "reports", "sections", "facts", "reasons", "evaluations", "evaluation_funds",
		"evaluation_indicators", "evaluation_cells", "evaluation_corrections", "forms", "glossary", "declared", "unread", "checks"} {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM ` + table).Scan(&n); err != nil || n == 0 {
			t.Errorf("%s is empty, the test proves nothing (%v)", table, err)
		}
		if _, err := db.Exec(`DELETE FROM ` + table); err == nil || !strings.Contains(err.Error(), "不能改动") {
			t.Errorf("rows of %s could be deleted: %v", table, err)
		}
		if _, err := db.Exec(`UPDATE ` + table + ` SET rowid = rowid`); err == nil || !strings.Contains(err.Error(), "不能改动") {
			t.Errorf("rows of %s could be changed: %v", table, err)
		}
	}
}
