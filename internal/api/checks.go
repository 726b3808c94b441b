package api

import (
	"context"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Check is one promise of arithmetic recomputed.
type Check struct {
	Whose
	Rule       string   `json:"rule" doc:"规则编号，见 /about#rules"`
	Title      string   `json:"title"`
	Status     Status   `json:"status" doc:"holds 对得上，rounding 四舍五入，notice 提示，violated 对不上，not_applicable 没法算"`
	Stated     string   `json:"stated" doc:"文中写的"`
	Computed   string   `json:"computed" doc:"重算的"`
	Formula    string   `json:"formula"`
	Difference string   `json:"difference" doc:"文中写的 − 重算的；空文字表示给不出"`
	Tolerance  string   `json:"tolerance" doc:"四舍五入能解释的最大差额"`
	Note       string   `json:"note"`
	Facts      []string `json:"facts" nullable:"false" doc:"牵涉的事实的编号，被核对的在前"`
	URL        string   `json:"url"`
}

// CheckQuery are the conditions of a list of checks.
type CheckQuery struct {
	Paging
	Scope
	Rule   string `query:"rule" maxLength:"10" doc:"规则编号：T1"`
	Status Status `query:"status" doc:"结果"`
}

func (a *API) checks() {
	get(a, operation("listChecks", "/checks", checksTag, "核对清单", "重算的每一道算术。只讲算术，不排名。"), []Example{{About: "对不上的算式", Query: "/checks?status=violated"}, {About: "一个版本的全部核对", Query: "/checks?edition={edition}"}},
		func(ctx context.Context, in *CheckQuery) (*listed[Check], error) {
			scope, err := in.scope()
			if err != nil {
				return nil, err
			}
			filter := data.CheckFilter{Scope: scope, Rule: in.Rule, Status: fiscal.CheckStatus(in.Status)}
			page, err := in.page("/checks", filter)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.Checks(ctx, filter, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			return list(ctx, a, "/checks", in.Paging, filter, rows, a.check), nil
		})
}

func (a *API) check(r data.CheckRow) Check {
	c := Check{Whose: whose(r.Whose), Rule: r.Rule, Title: r.Title, Status: Status(r.Status), Stated: r.Stated, Computed: r.Computed, Formula: r.Formula,
		Difference: r.Difference, Tolerance: r.Tolerance, Note: r.Note, Facts: []string{}, URL: a.fixed(r.Edition) + "checks"}
	for _, f := range r.About {
		c.Facts = append(c.Facts, f.ID().String())
	}
	return c
}
