package web_test

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// cardIDs reads the ids of facts as a program does.
func (s *site) cardIDs(query string) (ids []string) {
	s.t.Helper()
	var list struct {
		Items []struct{ ID, Value string }
	}
	if err := json.Unmarshal([]byte(s.get("/api/v1/facts?limit=500&"+query)), &list); err != nil {
		s.t.Fatal(err)
	}
	for _, f := range list.Items {
		ids = append(ids, f.ID)
	}
	return ids
}

// The card of every figure says what the document says, and where.
func TestEveryFigureHasACard(t *testing.T) {
	s := seeded(t)
	ids := s.cardIDs("")
	if len(ids) < 200 {
		t.Fatalf("%d facts", len(ids))
	}
	for i, id := range ids {
		if i%7 != 0 { // every kind of fact is among these
			continue
		}
		page := s.get("/f/" + id)
		for _, want := range []string{"第 1 版", "3bb8f38d6749334852fb5e2428fee73b8b5ec531e504ef709e35778ee930683e", "BibTeX", base + "/f/" + id, "/e/" + key + "/"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %s", id, want)
			}
		}
		if !strings.Contains(page, "<mark>") && !strings.Contains(page, "由下面的数算得") {
			t.Errorf("%s quotes nothing", id)
		}
	}
}

// The “三公” total of the seed, read off the document.
func TestCardOfSangong(t *testing.T) {
	s := seeded(t)
	id := s.cardIDs("item=sangong.total&basis=final")[0]
	page := s.get("/f/" + id)
	for _, want := range []string{
		"2.14 万元", "“三公”经费支出<mark>2.14</mark>万元，比上年增加0.89万元", "用车次数增加，燃油费增加",
		"/e/" + key + "/source#o5696", "/rank/sangong.total?year=2024", "对得上",
		"乌鲁木齐市水磨沟区发展和改革委员会. 2024 年度部门决算：“三公”经费，决算数：2.14 万元[EB/OL].",
		"@misc{mingzhang-" + id, "&lt;iframe src=&#34;" + base + "/f/" + id + "/embed&#34;",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the card does not say %s", want)
		}
	}
	if w := s.ask("GET", "/f/"+strings.Join(strings.Split(id, "-")[:2], "-")); w.Code != http.StatusFound || w.Header().Get("Location") != "/f/"+id {
		t.Errorf("without its tag: %d %s", w.Code, w.Header().Get("Location"))
	}
	var fact struct{ ID, Value, Sentence string }
	w := s.ask("GET", "/f/"+id+".json")
	if err := json.Unmarshal(w.Body.Bytes(), &fact); err != nil || fact.ID != id || fact.Value != "2.14" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%v %+v %v", err, fact, w.Header())
	}
}

// Only the card for other sites may be framed, and nothing runs in it.
func TestEmbed(t *testing.T) {
	s := seeded(t)
	id := s.cardIDs("item=sangong.total&basis=final")[0]
	w := s.ask("GET", "/f/"+id+"/embed")
	body, h := w.Body.String(), w.Header()
	if w.Code != http.StatusOK || h.Get("X-Frame-Options") != "" || !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors *") ||
		!strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || strings.Contains(h.Get("Content-Security-Policy"), "script-src") {
		t.Errorf("%d %v", w.Code, h)
	}
	if strings.Contains(body, "<script") || strings.Contains(body, " style=") || w.Body.Len() > 4<<10 {
		t.Errorf("%d bytes: %s", w.Body.Len(), body)
	}
	for _, want := range []string{"2.14 万元", "公开日期未知", "第 1 版（" + key + "）", base + "/f/" + id} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %s", want)
		}
	}
	for _, path := range []string{"/f/" + id, "/", "/f/" + id + ".json"} {
		if w := s.ask("GET", path); w.Header().Get("X-Frame-Options") != "DENY" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s may be framed", path)
		}
	}
}

func TestNoSuchCard(t *testing.T) {
	s := seeded(t)
	for _, path := range []string{"/f/x", "/f/" + key, "/f/" + key + "-5696-zzzz", "/f/" + key + "-999999-aaaa", "/f/" + key + "-05696-aaaa", "/f/000000000000-1-aaaa", "/f/" + key + "-5696-aaaa.csv", "/f/x/embed", "/f/" + strings.Repeat("9", 5000), "/f/%ff", "/f/<script>"} {
		w := s.ask("GET", path)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Header().Get("Content-Type"), "text/html") || strings.Contains(w.Body.String(), "<script>") {
			t.Errorf("%.60s: %d", path, w.Code)
		}
	}
}

// The card of a superseded edition stays, and says that it is superseded.
func TestCardOfOldEdition(t *testing.T) {
	s := seeded(t)
	id := s.cardIDs("item=sangong.total&basis=final")[0]
	s.load("seed.txt", "“三公”经费支出2.14万元", "“三公”经费支出2.15万元")
	page := s.get("/f/" + id)
	if !strings.Contains(page, "2.14 万元") || !strings.Contains(page, "已有更新的版本") {
		t.Error("the old card does not say that it is old")
	}
	if now := s.cardIDs("item=sangong.total&basis=final&year=2024")[0]; now == id || !strings.Contains(s.get("/f/"+now), "2.15 万元") {
		t.Error("the new edition has no card of its own")
	}
}

var cardHref = regexp.MustCompile(`class="to-card" href="([^"]+)"`)

// Rows of the report lead to cards of the same figure, and the page stays light.
func TestReportLeadsToCards(t *testing.T) {
	s := seeded(t)
	page := s.get("/e/" + key + "/")
	links := cardHref.FindAllStringSubmatch(page, -1)
	if len(links) < 40 {
		t.Fatalf("%d ways to cards", len(links))
	}
	for i, m := range links {
		if i%5 == 0 {
			s.get(html.UnescapeString(m[1]))
		}
	}
	if w := s.ask("GET", "/e/"+key+"/", "Accept-Encoding", "br"); w.Body.Len() > 30<<10 {
		t.Errorf("the report has %d bytes", w.Body.Len())
	}
}
