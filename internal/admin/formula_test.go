package admin_test

import (
	"bytes"
	"encoding/csv"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/web"
)

var number = regexp.MustCompile(`^[+-]?[0-9][0-9,]*(\.[0-9]+)?%?$`)

// runs reports whether a spreadsheet would take a cell for a formula.
func runs(cell string) bool {
	return cell != "" && cell != "-" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) && !number.MatchString(cell)
}

// What looks like a formula, in a document or in what people write about it, is
// one in no table that goes out of here, of the desk or of the public pages;
// numbers stay numbers.
func TestNoFormulas(t *testing.T) {
	d := newWork(t)
	ctx := t.Context()
	for i, x := range []struct {
		name, display string
		role          account.Role
	}{{"boss", `=HYPERLINK("http:x","点")`, account.Admin}, {"lu", "@SUM(1,2)", account.Enter}, {"shen", "-2+3+cmd|' /C calc'!A0", account.Review}} {
		if _, err := d.accounts.AddWithPassword(ctx, audit.Shell, x.name, x.display, x.role, good); err != nil {
			t.Fatal(i, err)
		}
	}
	raw, err := os.ReadFile("../../seed/000_15c4900d2e5f3cbe.txt")
	if err != nil {
		t.Fatal(err)
	}
	entry, review, boss := d.as("lu"), d.as("shen"), d.as("boss")
	// The names of classes are words of the document that stand in cells.
	text := strings.NewReplacer("其中：政府采购货物支出", "=1+1内含采买物件", "行政运行", "=cmd|'calc'!A1").Replace(string(raw))
	entry.send(sent{"=1+1.txt", text})
	d.settle()
	const home = "/admin/drafts/1"
	if a := entry.post(home+"/meta", "version", "1", "note", "+1+1", "title", "=IMPORTXML(1)", "licence", "@x", "why", "-1+1"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	var form []string
	for _, m := range regexp.MustCompile(`/admin/drafts/1/source\?at=\d+`).FindAllString(entry.get(home+"/source").body, -1) {
		if a := entry.get(m); strings.Contains(a.body, `name="kind" value="change"`) {
			form = changeForm(t, a)
			break
		}
	}
	if a := entry.post(home+"/corrections", with(form, "value", "-12.5", "why", "=2+2")...); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	version := strconv.FormatInt(d.draft1().Version, 10)
	if a := entry.post(home+"/submit", "version", version, "reason", "=3+3", "note", "=4+4"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	if a := review.post(home+"/approve", "version", strconv.FormatInt(d.draft1().Version, 10), "note", "=5+5"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	if _, err := d.reading.PublishDue(ctx); err != nil {
		t.Fatal(err)
	}
	if x := d.draft1(); x.State != data.DraftPublished {
		t.Fatalf("%+v", x)
	}
	engine, err := charts.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	public := web.New(web.Config{BaseURL: d.server.URL, Log: slog.New(slog.DiscardHandler)}, d.store, engine).Handler()
	get := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		return w
	}
	files, cells, minus := map[string]bool{}, 0, 0
	check := func(name string, body []byte) {
		t.Helper()
		if files[name] {
			return
		}
		files[name] = true
		var rows [][]string
		if path.Ext(name) == ".csv" {
			all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\uFEFF")))).ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			rows = all
			for _, row := range rows {
				for _, cell := range row {
					if runs(cell) {
						t.Errorf("%s: %q is a formula", name, cell)
					}
				}
			}
		} else {
			book, err := excelize.OpenReader(bytes.NewReader(body))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			defer book.Close()
			for _, sheet := range book.GetSheetList() {
				rows, _ = book.GetRows(sheet)
				for r, row := range rows {
					for c, cell := range row {
						at, _ := excelize.CoordinatesToCellName(c+1, r+1)
						if f, _ := book.GetCellFormula(sheet, at); f != "" {
							t.Errorf("%s: %q is a formula", name, cell)
						}
					}
				}
			}
		}
		for _, row := range rows {
			for _, cell := range row {
				cells++
				if cell == "-12.5" || cell == "-12.50" {
					minus++
				}
			}
		}
	}
	a := boss.get("/admin/trail.csv")
	if a.status != http.StatusOK {
		t.Fatal(a.status)
	}
	check("trail.csv", []byte(a.body))
	link := regexp.MustCompile(`href="(/[^"?]+\.(?:csv|xlsx)(?:\?[^"]*)?)"`)
	page := regexp.MustCompile(`href="(/u/[^"?#.]+/)"`)
	seen := map[string]bool{}
	var look func(address string, deep int)
	look = func(address string, deep int) {
		if seen[address] {
			return
		}
		seen[address] = true
		body := get(address).Body.String()
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if w := get(strings.ReplaceAll(m[1], "&amp;", "&")); w.Code == http.StatusOK {
				check(path.Clean("/"+strings.Split(m[1], "?")[0]), w.Body.Bytes())
			}
		}
		for _, m := range page.FindAllStringSubmatch(body, -1) {
			if deep > 0 {
				look(m[1], deep-1)
			}
		}
	}
	for _, start := range []string{"/", "/units", "/corrections", "/data", "/evaluations", "/checks", "/search?q=%E6%94%AF%E5%87%BA", "/rank/sangong.total?year=2024"} {
		look(start, 2)
	}
	if len(files) < 7 || cells < 500 || minus == 0 {
		t.Errorf("%d files, %d cells, %d times -12.5: %v", len(files), cells, minus, files)
	}
}
