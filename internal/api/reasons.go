package api

import (
	"context"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Reason is one 主要原因: why an item changed or differs from its budget.
type Reason struct {
	Whose
	Item      Item             `json:"item"`
	Term      string           `json:"term"`
	Class     OrNull[Class]    `json:"class" doc:"支出功能分类；null 为合计"`
	Basis     Basis            `json:"basis" doc:"change 与上年比；variance_rate 与预算比"`
	Direction Direction        `json:"direction" doc:"up 增加，down 减少，flat 持平"`
	Text      string           `json:"text" doc:"原因，去掉“主要原因是：”与句号"`
	Explains  OrNull[Explains] `json:"explains" doc:"它解释的数；null 表示文中没有给数"`
	Source    OrNull[Source]   `json:"source"`
}

// Explains is the fact that a reason follows.
type Explains struct {
	ID      string  `json:"id"`
	Value   *string `json:"value"`
	Measure *string `json:"measure"`
	URL     string  `json:"url"`
}

// ReasonQuery are the conditions of a list of reasons.
type ReasonQuery struct {
	Paging
	Scope
	Item      Item      `query:"item" doc:"科目"`
	Basis     Basis     `query:"basis" doc:"change 与上年比；variance_rate 与预算比"`
	Direction Direction `query:"direction" doc:"方向"`
	Class     string    `query:"class" pattern:"^[0-9]{1,7}$" patternDescription:"一到七位支出功能分类代码" doc:"支出功能分类代码或其前几位"`
}

func (a *API) reasons() {
	get(a, operation("listReasons", "/reasons", reasonsTag, "原因清单", "文中写明的每一条“主要原因”，连同它解释的数。"), []Example{{About: "三公经费为什么变", Query: "/reasons?item=sangong.total"}, {About: "比上年减少的各项原因", Query: "/reasons?basis=change&direction=down&limit=5"}},
		func(ctx context.Context, in *ReasonQuery) (*listed[Reason], error) {
			scope, err := in.scope()
			if err != nil {
				return nil, err
			}
			filter := data.ReasonFilter{Scope: scope, Item: fiscal.Item(in.Item), Basis: fiscal.Basis(in.Basis), Direction: fiscal.Direction(in.Direction), Class: in.Class}
			page, err := in.page("/reasons", filter)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.StatedReasons(ctx, filter, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			return list(ctx, a, "/reasons", in.Paging, filter, rows, a.reason), nil
		})
}

func (a *API) reason(r data.ReasonRow) Reason {
	reason := Reason{Whose: whose(r.Whose), Item: Item(r.Item), Term: r.Item.Term(), Class: class(r.Class), Basis: Basis(r.Basis),
		Direction: Direction(r.Direction), Text: r.Text, Source: a.source(r.Edition, &r.Source)}
	if r.Explains != nil {
		f := a.fact(*r.Explains)
		reason.Explains.Value = &Explains{ID: f.ID, Value: f.Value, Measure: f.Measure, URL: f.URL}
	}
	return reason
}
