package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingzhang/internal/data"
)

// Hit is one text that a search finds.
type Hit struct {
	Kind    string  `json:"kind" enum:"unit,paragraph,reason,evaluation,section,term" doc:"unit 单位名称，paragraph 正文，reason 原因，evaluation 绩效自评，section 章节，term 名词解释"`
	Unit    UnitRef `json:"unit"`
	Year    *int    `json:"year" doc:"决算年度；单位名称没有"`
	Edition *string `json:"edition" doc:"版本号；单位名称没有"`
	Heading string  `json:"heading" doc:"所在的章节、自评表或名词"`
	Text    string  `json:"text" doc:"全文的这一段，照原文"`
	Start   *int    `json:"start" doc:"在规整后全文里的起点"`
	URL     string  `json:"url"`
}

// Hits are a page of what a search finds.
type Hits struct {
	List[Hit]
	Total int  `json:"total" doc:"共找到多少"`
	More  bool `json:"more" doc:"实际比 total 还多，没有再数下去"`
}

// SearchQuery are the conditions of a search.
type SearchQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"一页至多几条"`
	Cursor string `query:"cursor" maxLength:"400" doc:"上一页 next 里的游标，原样带回"`
	Query  string `query:"q" required:"true" minLength:"1" maxLength:"100" doc:"要找的词，几个词用空格隔开，都要有；一个字也能找"`
	Kind   string `query:"kind" enum:"unit,paragraph,reason,evaluation,section,term" doc:"只找一种文字"`
	Unit   int64  `query:"unit" minimum:"1" doc:"单位编号"`
	Year   int    `query:"year" minimum:"2000" maximum:"2099" doc:"决算年度"`
}

const (
	mostTerms = 10   // words of a search
	mostHits  = 5000 // that are listed, page by page
)

type hitsAnswer struct {
	Link string `header:"Link" doc:"下一页：<…>; rel=\"next\""`
	Body Hits
}

func (a *API) search() {
	get(a, operation("search", "/search", searchTag, "查找文字",
		"在最新各版里找词，最相关的在前。至多翻到第 5000 条；翻页途中有新的公开，要从头再找。"),
		[]Example{{About: "原因里提到“用车”的", Query: "/search?q=用车&kind=reason"}, {About: "正文里同时有“绩效”与“预算”的", Query: "/search?q=绩效 预算&kind=paragraph&limit=5"}},
		func(ctx context.Context, in *SearchQuery) (*hitsAnswer, error) {
			if len(strings.Fields(in.Query)) == 0 || len(strings.Fields(in.Query)) > mostTerms {
				return nil, problem(http.StatusBadRequest, "q 要有一到十个词。")
			}
			q := data.Query{Text: in.Query, Year: in.Year, Limit: in.Limit}
			if in.Unit != 0 {
				q.Unit = strconv.FormatInt(in.Unit, 10)
			}
			for _, k := range data.Kinds() {
				if k.Word() == in.Kind {
					q.Kind = k
				}
			}
			generation, err := a.store.Generation(ctx)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			list := nameOf("/search", []any{in.Query, in.Kind, in.Unit, in.Year, generation})
			if q.Offset, err = offset(in.Cursor, list, mostHits); err != nil {
				return nil, err
			}
			found, err := a.store.Search(ctx, q)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if found.Total == 0 {
				if err := a.known(ctx, Scope{Unit: in.Unit}); err != nil {
					return nil, err
				}
			}
			answer := &hitsAnswer{Body: Hits{List: List[Hit]{Items: []Hit{}}, Total: found.Total, More: found.More}}
			for _, h := range found.Hits {
				answer.Body.Items = append(answer.Body.Items, a.hit(h))
			}
			if end := q.Offset + len(found.Hits); len(found.Hits) == in.Limit && end < found.Total && end+in.Limit <= mostHits {
				b, _ := json.Marshal(place{Edition: 1, Ordinal: end, List: list})
				next := a.next(ctx, "/search", b)
				answer.Body.Next, answer.Link = &next, "<"+next+`>; rel="next"`
			}
			return answer, nil
		})
}

// offset reads how far a list has been read that is ordered anew when anything
// is published.
func offset(cursor, list string, most int) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	var at place
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	if err != nil || at.Ordinal < 0 || at.Ordinal > most {
		return 0, problem(http.StatusBadRequest, "游标 cursor 不是本站给出的，请用上一页 next 里的网址。")
	}
	if at.List != list {
		return 0, problem(http.StatusBadRequest, "换了条件，或翻页途中有新的公开。请从第一页重新找。")
	}
	return at.Ordinal, nil
}

func (a *API) hit(h data.Hit) Hit {
	hit := Hit{Kind: h.Kind.Word(), Unit: unitRef(h.Unit), Heading: h.Heading, Text: h.Text, URL: a.config.BaseURL + a.config.Unit(h.Unit)}
	if h.Kind == data.UnitKind {
		return hit
	}
	hit.Year, hit.Edition, hit.Start = &h.Year, known(h.Edition), &h.Start
	anchor := "#o" + strconv.Itoa(h.Start)
	switch h.Kind {
	case data.SectionKind:
		anchor = "#s" + url.PathEscape(h.Section)
	case data.ParagraphKind:
		anchor = "#p" + strconv.Itoa(h.Start)
	}
	hit.URL = a.fixed(h.Edition) + "source" + anchor
	return hit
}
