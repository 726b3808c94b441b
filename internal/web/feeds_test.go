package web_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Summary string `xml:"summary"`
	} `xml:"entry"`
}

func (s *site) atom(path string) (f atom) {
	s.t.Helper()
	if err := xml.Unmarshal([]byte(s.get(path)), &f); err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	for _, l := range f.Links {
		if l.Rel == "self" && l.Href != f.ID {
			s.t.Errorf("%s calls itself %s and %s", path, f.ID, l.Href)
		}
	}
	return f
}

// Each feed has what its name says, and nothing else.
func TestFeeds(t *testing.T) {
	s := seeded(t)
	s.watch()
	unit := "/u/1-" + url.PathEscape("乌鲁木齐市水磨沟区发展和改革委员会")
	if f := s.atom("/corrections.atom"); len(f.Entries) != 0 {
		t.Errorf("corrections of nothing: %+v", f)
	}
	second := s.load("seed.txt", "“三公”经费支出2.14万元", "“三公”经费支出2.15万元")
	other := s.load("other.txt", "乌鲁木齐市水磨沟区", "北京市东城区某某某")
	s.settled()
	all := s.atom("/feed.atom")
	if len(all.Entries) != 3 || all.Entries[0].ID != base+"/e/"+other.Key+"/" || !strings.Contains(all.Entries[0].Summary, "本年支出合计 9,410.33 万元") {
		t.Fatalf("%+v", all)
	}
	if f := s.atom(unit + ".atom"); len(f.Entries) != 2 || f.Entries[0].ID != base+"/e/"+second.Key+"/" || !strings.Contains(f.Entries[0].Title, "第 2 版") || f.ID != base+unit+".atom" {
		t.Errorf("unit: %+v", f)
	}
	if f := s.atom("/corrections.atom"); len(f.Entries) != 1 || f.Entries[0].ID != base+"/e/"+second.Key+"/" || !strings.Contains(f.Entries[0].Summary, "更正") {
		t.Errorf("corrections: %+v", f)
	}
	if f := s.atom("/feed.atom?region=65"); len(f.Entries) != 2 || !strings.Contains(f.Title, "新疆") {
		t.Errorf("region: %+v", f)
	}
	if f := s.atom("/feed.atom?region=110101"); len(f.Entries) != 1 || f.Entries[0].ID != base+"/e/"+other.Key+"/" {
		t.Errorf("region: %+v", f)
	}
	if f := s.atom("/feed.atom?region=99"); len(f.Entries) != 0 {
		t.Errorf("nowhere: %+v", f)
	}
	page := s.get("/corrections")
	if !strings.Contains(page, "/e/"+second.Key+"/") || !strings.Contains(page, "/e/"+key+"/") {
		t.Error("the page of corrections does not lead to both editions")
	}
	for _, region := range []string{"6", "x", "6501055", "65' OR 1=1", "%ff"} {
		if w := s.ask("GET", "/feed.atom?region="+url.QueryEscape(region)); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", region, w.Code)
		}
	}
}
