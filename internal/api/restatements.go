package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Restatement sets what a report says of the year before beside what that
// year's own report said. Its unit, year and edition are those of the later
// report.
type Restatement struct {
	Whose
	Rule       string  `json:"rule" doc:"Y1 上年数；Y2 上年结余"`
	Kind       Kinship `json:"kind" doc:"consistent 一致，rounding 四舍五入，adjusted 调整，recast 口径变化"`
	KindTerm   string  `json:"kind_term"`
	Cause      *string `json:"cause" doc:"口径为什么变：class_renamed 科目改名，class_moved 科目调整，scope 决算范围变化"`
	Difference string  `json:"difference" doc:"后来说的 − 当年说的"`
	Tolerance  string  `json:"tolerance" doc:"四舍五入能解释的最大差额"`
	Measure    *string `json:"measure" doc:"差额的计量单位"`
	Note       string  `json:"note"`
	Own        Fact    `json:"own" doc:"当年自己的文件说的"`
	Later      Fact    `json:"later" doc:"后一年的文件说的上年数"`
}

// Kinship says how two statements of one quantity compare.
type Kinship string

// Schema lists the ways.
func (Kinship) Schema(huma.Registry) *huma.Schema { return oneOf(fiscal.RestatementKinds) }

// RestatementQuery are the conditions of a list of restatements.
type RestatementQuery struct {
	Paging
	Scope
	Differs bool `query:"differs" doc:"只列调整与口径变化，不列一致与四舍五入"`
}

func (a *API) restatements() {
	get(a, operation("listRestatements", "/restatements", restatementsTag, "前后年度对照",
		"一年的文件说的上年数，与上年自己公布的数逐项对照；unit、year、region、edition 指后一年的文件。只比各年的最新一版。"),
		[]Example{{About: "调整过的与口径变了的", Query: "/restatements?differs=true"}, {About: "一个单位的全部对照", Query: "/restatements?unit={unit}"}},
		func(ctx context.Context, in *RestatementQuery) (*listed[Restatement], error) {
			scope, err := in.scope()
			if err != nil {
				return nil, err
			}
			if in.History {
				return nil, problem(http.StatusBadRequest, "前后年度只比各年的最新一版，不能写 history。")
			}
			filter := []any{scope, in.Differs}
			page, err := in.page("/restatements", filter)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.RestatementPage(ctx, scope, in.Differs, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			return list(ctx, a, "/restatements", in.Paging, filter, rows, a.restatement), nil
		})
}

func (a *API) restatement(r data.RestatementRow) Restatement {
	c := r.Compared
	return Restatement{
		Whose: whose(r.Whose), Rule: c.Rule, Kind: Kinship(c.Kind), KindTerm: c.Kind.Term(), Cause: known(c.Cause), Difference: c.Difference, Tolerance: c.Tolerance,
		Measure: known(c.Measure), Note: c.Note, Own: a.fact(r.Own), Later: a.fact(r.Later),
	}
}
