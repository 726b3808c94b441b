package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"sync"
	"testing"
	"time"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
	"mingzhang/seed"
)

const seedFile = "000_15c4900d2e5f3cbe.txt"

type read struct {
	report *fiscal.Report
	text   string
}

var readSeed = sync.OnceValues(func() (read, error) {
	data, err := seed.Files.ReadFile(seedFile)
	if err != nil {
		return read{}, err
	}
	doc, err := document.Read(context.Background(), seedFile, data)
	if err != nil {
		return read{}, err
	}
	r, err := extract.Read(doc)
	if err != nil {
		return read{}, err
	}
	r.Checks = reconcile.Run(r)
	return read{r, doc.Text}, nil
})

// theSeed returns the seed document, read and checked, and its text. Tests
// must not change it.
func theSeed(t *testing.T) (*fiscal.Report, string) {
	t.Helper()
	s, err := readSeed()
	if err != nil {
		t.Fatal(err)
	}
	return s.report, s.text
}

// someMeta is the edition that the tests write.
var someMeta = Meta{
	BaseURL: "https://example.org", Home: "/u/1-%E5%8F%91%E6%94%B9%E5%A7%94/2024/",
	Unit: "乌鲁木齐市水磨沟区发展和改革委员会", Region: "650105", RegionName: "新疆维吾尔自治区 乌鲁木齐市 水磨沟区",
	Year: 2024, EditionKey: "k7", EditionNumber: 2, PublishedAt: time.Date(2025, 9, 30, 20, 0, 0, 0, time.FixedZone("", 8*3600)),
	Published: "2025-09-12", SourceTitle: "2024年度部门决算", SourceURL: "https://example.org/doc.html", Licence: "政府信息公开",
}

// records reads a file that must be CSV with a byte-order mark, as maps by the
// names of its heading.
func records(t *testing.T, file []byte) []map[string]string {
	t.Helper()
	text, marked := strings.CutPrefix(string(file), "\xEF\xBB\xBF")
	if !marked {
		t.Error("no byte-order mark")
	}
	if lines := strings.Count(text, "\n"); strings.Count(text, "\r\n") != lines {
		t.Errorf("of %d lines only %d end as RFC 4180 says", lines, strings.Count(text, "\r\n"))
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			if _, twice := row[name]; twice {
				t.Errorf("two columns are called %s", name)
			}
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// only returns the one record whose columns have these values.
func only(t *testing.T, rows []map[string]string, want map[string]string) map[string]string {
	t.Helper()
	var found []map[string]string
next:
	for _, row := range rows {
		for name, value := range want {
			if row[name] != value {
				continue next
			}
		}
		found = append(found, row)
	}
	if len(found) != 1 {
		t.Fatalf("%d lines with %v", len(found), want)
	}
	return found[0]
}

func written(t *testing.T, write func(b *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
