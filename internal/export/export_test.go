package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/fiscal"
)

// A cell never becomes a formula of a spreadsheet, and numbers stay numbers.
func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"=100%": "'=100%", "=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-cmd": "'-cmd", "+1 人": "'+1 人", "\tx": "'\tx",
		"-68.42": "-68.42", "+3": "+3", "-68.42%": "-68.42%", "9,436.64": "9,436.64", "": "", "项目支出": "项目支出",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	rows := [][]string{{"名", "值"}, {"甲，\"乙\"\n丙", "=1"}}
	var with, without bytes.Buffer
	if err := table(&with, Options{}, rows); err != nil {
		t.Fatal(err)
	}
	if err := table(&without, Options{WithoutBOM: true}, rows); err != nil {
		t.Fatal(err)
	}
	if with.String() != "\uFEFF"+without.String() || !strings.HasPrefix(without.String(), "名,值\r\n") {
		t.Errorf("%q against %q", with.String(), without.String())
	}
	got, err := csv.NewReader(&without).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"名", "值"}, {"甲，\"乙\"\n丙", "'=1"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSentenceAt(t *testing.T) {
	text := []rune("一、收入\n本年收入9.00万元，占100%。其中：其他收入1.00万元；无。\n末行5")
	for figure, want := range map[string]string{
		"9.00": "本年收入9.00万元，占100%。", "1.00": "其中：其他收入1.00万元；", "5": "末行5",
	} {
		start := len([]rune(string(text)[:strings.Index(string(text), figure)]))
		if got := sentenceAt(text, start, start+len(figure)); got != want {
			t.Errorf("around %s: %q, want %q", figure, got, want)
		}
	}
	if got := sentenceAt(text, 5, 1000); got != "" {
		t.Errorf("outside the text: %q", got)
	}
}

var meta = Meta{BaseURL: "https://a.example", Home: "/u/1-x/2024/", Unit: "某局", RegionName: "新疆", Year: 2024, EditionKey: "abc", EditionNumber: 2, PublishedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}

// Unknown provenance is null in JSON, never an empty word.
func TestReportJSON(t *testing.T) {
	var b bytes.Buffer
	if err := ReportJSON(&b, meta, &fiscal.Report{Year: 2024, Facts: []fiscal.Fact{{Item: fiscal.CapitalIncomeTotal, Basis: fiscal.Final, Origin: fiscal.StatedNone}}}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Year    int
		Facts   []map[string]any
		Edition map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if v, ok := got.Edition["disclosed"]; !ok || v != nil {
		t.Errorf("an unknown date is %v", v)
	}
	if v, ok := got.Facts[0]["value"]; !ok || v != nil || got.Facts[0]["origin"] != "stated_none" {
		t.Errorf("a stated nothing is %v", got.Facts[0])
	}
	if got.Edition["fixed_url"] != "https://a.example/e/abc/" || got.Year != 2024 {
		t.Errorf("%+v", got)
	}
}

func TestDatasetCannotEndItsScript(t *testing.T) {
	b, err := Dataset(meta, "</script><script>alert(1)")
	if err != nil || bytes.Contains(b, []byte("<")) || !json.Valid(b) {
		t.Errorf("%s %v", b, err)
	}
}

func TestFeed(t *testing.T) {
	var b bytes.Buffer
	f := Feed{BaseURL: "https://a.example", Path: "/feed.atom", Title: "题", Entries: []FeedEntry{{ID: "https://a.example/e/abc/", Title: "某局 & <b>", URL: "https://a.example/u/1-x/2024/", Updated: meta.PublishedAt, Summary: "支出", Author: "某局"}}}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entry   struct {
			Title  string `xml:"title"`
			Author string `xml:"author>name"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.XMLName.Space != "http://www.w3.org/2005/Atom" || got.Updated != "2026-01-02T03:04:05Z" || got.Entry.Title != "某局 & <b>" || got.Entry.Author != "某局" {
		t.Errorf("%+v", got)
	}
}
