package api

import (
	"context"
	"errors"

	"mingzhang/internal/data"
)

// Report is one publication: one document of one unit's year.
type Report struct {
	Whose
	UnitName    string   `json:"unit_as_printed" doc:"文件里印的单位名称；单位后来改名也不变"`
	PublishedAt string   `json:"published_at" format:"date-time" doc:"本站载入的时间"`
	Disclosed   *string  `json:"disclosed" doc:"单位公开的日期，YYYY-MM-DD；null 表示未知"`
	SourceTitle *string  `json:"source_title"`
	SourceURL   *string  `json:"source_url"`
	Licence     *string  `json:"licence"`
	Note        *string  `json:"note"`
	Reason      *string  `json:"reason" doc:"为什么重新公开"`
	Document    Document `json:"document"`
	Counts      Counts   `json:"counts"`
	URL         string   `json:"url" doc:"该单位该年度的页面，总是最新一版"`
	FixedURL    string   `json:"fixed_url" doc:"这一版的固定网址"`
	DataURL     string   `json:"data_url" doc:"这一版的全部内容（JSON），字段见 docs/contract.md"`
}

// Document is the published file.
type Document struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	URL       string `json:"url" doc:"原件"`
}

// Counts are the sizes of what a document states.
type Counts struct {
	Facts       int `json:"facts"`
	Reasons     int `json:"reasons"`
	Checks      int `json:"checks"`
	Evaluations int `json:"evaluations"`
	Figures     int `json:"figures" doc:"全文的数字个数"`
	FiguresRead int `json:"figures_read" doc:"其中读懂的"`
}

// ReportQuery are the conditions of a list of reports.
type ReportQuery struct {
	Paging
	Scope
}

// OneEdition names one publication.
type OneEdition struct {
	Edition string `path:"edition" pattern:"^[0-9a-f]{12,16}$" patternDescription:"十二或十六位版本号" doc:"版本号"`
}

type reportAnswer struct{ Body Report }

func (a *API) reports() {
	get(a, operation("listReports", "/reports", reportsTag, "报告清单", "按载入的先后排列；不写 history=true 时，每个单位每个年度只有最新一版。"), []Example{{About: "最新的报告，一页五份", Query: "/reports?limit=5"}, {About: "一个单位的每一版，含旧版", Query: "/reports?unit={unit}&history=true"}},
		func(ctx context.Context, in *ReportQuery) (*listed[Report], error) {
			scope, err := in.scope()
			if err != nil {
				return nil, err
			}
			page, err := in.page("/reports", scope)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.Reports(ctx, scope, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			return list(ctx, a, "/reports", in.Paging, scope, rows, a.report), nil
		})
	get(a, operation("getReport", "/reports/{edition}", reportsTag, "一份报告的一版", "内容本身在 data_url。"), []Example{{About: "按版本号", Query: "/reports/{edition}"}},
		func(ctx context.Context, in *OneEdition) (*reportAnswer, error) {
			rows, err := a.store.Reports(ctx, data.Scope{Edition: in.Edition}, data.Page{Limit: 1})
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				var gone *data.Withdrawn
				if _, err := a.store.EditionByKey(ctx, in.Edition); errors.As(err, &gone) {
					return nil, a.failed(ctx, err)
				}
				return nil, missing("没有版本 " + in.Edition + "。")
			}
			return &reportAnswer{a.report(rows[0])}, nil
		})
}

func (a *API) report(r data.ReportRow) Report {
	v := r.Provenance
	return Report{
		Whose: whose(r.Whose), UnitName: r.UnitName, PublishedAt: clock(r.PublishedAt), Disclosed: known(v.Published),
		SourceTitle: known(v.Title), SourceURL: known(v.URL), Licence: known(v.Licence), Note: known(v.Note), Reason: known(r.Reason),
		Document: Document{Name: r.Document, SHA256: r.SHA256, MediaType: r.MediaType, Bytes: r.Bytes, URL: a.config.BaseURL + "/documents/" + r.SHA256},
		Counts:   Counts{Facts: r.Facts, Reasons: r.Reasons, Checks: r.Checks, Evaluations: r.Evaluations, Figures: r.Figures, FiguresRead: r.FiguresRead},
		URL:      a.config.BaseURL + a.config.Report(r.Whose.Unit, r.Year), FixedURL: a.fixed(r.Key),
		DataURL: a.config.BaseURL + "/e/" + r.Key + ".json",
	}
}
