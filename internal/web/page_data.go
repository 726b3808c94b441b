package web

import (
	"context"
	"fmt"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/bulk"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// dataPage offers everything for download.
func (s *Server) dataPage(c echo.Context) error {
	return s.keptAs(c, "/data "+s.downloads.state(), func(ctx context.Context) (content, error) {
		counted, generation, err := s.sizes.of(ctx, s.store)
		if err != nil {
			return content{}, err
		}
		last, err := s.store.LastPublished(ctx)
		if err != nil {
			return content{}, err
		}
		page := s.page("/data", "数据", "明账的全部数据：CSV 数据包、SQLite 数据库、接口、订阅与数据词典。")
		page.Nav = "data"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "数据"}}
		view := templates.Data{Page: page, Empty: counted.Editions == 0, Last: last, Facts: counted.Facts, Units: counted.Units, Editions: counted.Editions}
		rows := map[string]int{
			"units": counted.Units, "editions": counted.Editions, "facts": counted.Facts, "reasons": counted.Reasons, "checks": counted.Checks, "evaluations": counted.Evaluations,
			"evaluation_funds": counted.Funds, "evaluation_indicators": counted.Indicators, "evaluation_corrections": counted.CellCorrections, "unread": counted.Unread, "terms": counted.Terms,
		}
		for _, t := range bulk.Tables() {
			view.Tables = append(view.Tables, templates.DataTable{Name: t.Name, Title: t.Title, About: t.About, Rows: rows[t.Name]})
		}
		view.Package, view.Snapshot = templates.DataFile{Name: packageFile}, templates.DataFile{Name: snapshotFile, About: "约 " + byteWords(counted.Bytes)}
		for _, f := range []*templates.DataFile{&view.Package, &view.Snapshot} {
			if m, ok := s.downloads.known(f.Name, generation); ok {
				f.About, f.SHA256 = byteWords(m.bytes), m.sum
			}
		}
		made, err := s.html(ctx, templates.DataPage(view))
		made.fresh = "no-cache"
		return made, err
	})
}

// checksums lists the hashes of the large files as sha256sum reads them: of
// those that somebody has downloaded since the last publication.
func (s *Server) checksums(c echo.Context) error {
	generation, err := s.store.Generation(c.Request().Context())
	if err != nil {
		return err
	}
	text := ""
	for _, name := range []string{packageFile, snapshotFile} {
		if m, ok := s.downloads.known(name, generation); ok {
			text += m.sum + "  " + name + "\n"
		}
	}
	return s.once(c, func(context.Context) (content, error) {
		return content{mediaType: typeText, body: []byte(text), fresh: "no-cache"}, nil
	})
}

// dictionary explains every word and column of the data.
func (s *Server) dictionary(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		page := s.page("/data/dictionary", "数据词典", "科目、口径、来历、四种“没有”、核对结果，以及数据包里每一张表的每一列。")
		page.Nav = "data"
		page.Crumbs = []templates.Crumb{{Text: "数据", Href: "/data"}, {Text: "数据词典"}}
		view := templates.Dictionary{Page: page, Tables: bulk.Tables()}
		kinds := map[fiscal.Kind]string{fiscal.Money: "金额", fiscal.Count: "个数", fiscal.Area: "面积"}
		for _, i := range fiscal.Items {
			view.Items = append(view.Items, templates.Word{Name: string(i.Item), Term: i.Term, Kind: kinds[i.Kind], About: story.Plain(i.Term)})
		}
		for _, b := range fiscal.Bases {
			view.Bases = append(view.Bases, templates.Word{Name: string(b), Term: b.Term(), About: basisMeanings[b]})
		}
		for _, o := range fiscal.Origins {
			view.Origins = append(view.Origins, templates.Word{Name: string(o), Term: o.Term(), About: originMeanings[o]})
		}
		for _, st := range fiscal.CheckStatuses {
			view.Statuses = append(view.Statuses, templates.Word{Name: string(st), Term: st.Term(), About: statusMeanings[st]})
		}
		for _, f := range fiscal.Forms {
			view.Forms = append(view.Forms, templates.Word{Name: itoa(f.Number), Term: f.Title})
		}
		for _, r := range reconcile.Rules() {
			view.Rules = append(view.Rules, templates.Word{Name: r.ID, About: r.About})
		}
		return s.html(ctx, templates.DictionaryPage(view))
	})
}

var basisMeanings = map[fiscal.Basis]string{
	fiscal.Final: "一年结束后实际收支的数", fiscal.InitialBudget: "年初批准的计划数", fiscal.FullBudget: "年中追加、调减之后的计划数",
	fiscal.Prior: "上一年度实际的数；多数由“本年数 − 增减额”推算", fiscal.Change: "比上年多（正）或少（负）多少", fiscal.ChangeRate: "比上年多或少百分之几",
	fiscal.Share: "占上一级的百分之几", fiscal.VarianceRate: "决算比预算多或少百分之几", fiscal.CompletionRate: "决算是预算的百分之几", fiscal.BudgetChange: "决算比预算多或少多少",
}

var originMeanings = map[fiscal.Origin]string{
	fiscal.Stated: "文件里印着这个数", fiscal.Derived: "文件没有直接印，由印着的数算得；从不替换印着的数", fiscal.StatedNone: "文件写明“本单位无……”，value 为空",
}

var statusMeanings = map[fiscal.CheckStatus]string{
	fiscal.Holds: "重算与文中一样", fiscal.Rounding: "相差不超过四舍五入能解释的", fiscal.Notice: "同一个数印了两次而略有不同，或文字上值得留意",
	fiscal.Violated: "相差超过容差，或两处说法相反", fiscal.NotApplicable: "算式里有的数文中没有写",
}

// byteWords writes a size as people say it.
func byteWords(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (n+1023)/1024)
}
