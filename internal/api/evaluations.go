package api

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Evaluation is one 绩效自评表. Cells are as printed; an empty one is an empty
// text.
type Evaluation struct {
	Whose
	Ordinal     int         `json:"number" doc:"报告里的第几张自评表"`
	Kind        Kind        `json:"kind" doc:"overall 整体支出，project 项目支出"`
	Title       string      `json:"title"`
	Name        string      `json:"name" doc:"单位名称或项目名称"`
	Department  string      `json:"department" doc:"主管部门"`
	Implementer string      `json:"implementer" doc:"实施单位"`
	Measure     string      `json:"measure" doc:"资金的计量单位；表里没有印的按万元"`
	Funds       []Fund      `json:"funds" nullable:"false"`
	Goal        string      `json:"goal" doc:"年度总体目标"`
	Result      string      `json:"result" doc:"实际完成情况"`
	Indicators  []Indicator `json:"indicators" nullable:"false"`
	TotalWeight string      `json:"total_weight"`
	TotalScore  string      `json:"total_score"`
	URL         string      `json:"url"`

	Corrected []CellCorrection `json:"corrected" nullable:"false" doc:"人工校正过的格；合并的格每一行各有一条"`
}

// CellCorrection says what a person changed of a cell that a program read.
type CellCorrection struct {
	Cell string `json:"cell" doc:"格的地址，如 funds.0.executed、indicators.3.actual；行从 0 起"`
	At   string `json:"at" format:"date-time" doc:"何时"`
	By   string `json:"by" doc:"谁"`
	Why  string `json:"why" doc:"为什么"`
	Was  string `json:"was" doc:"识别程序原来读成什么；空文本是没有读出"`
}

// Fund is one row of the money part of an evaluation.
type Fund struct {
	Source        string `json:"source" doc:"资金来源"`
	InitialBudget string `json:"initial_budget" doc:"年初预算数"`
	FullBudget    string `json:"full_budget" doc:"全年预算数"`
	Executed      string `json:"executed" doc:"全年执行数"`
	Weight        string `json:"weight" doc:"分值"`
	Rate          string `json:"rate" doc:"执行率"`
	Score         string `json:"score" doc:"得分"`
}

// Indicator is one row of the indicator part of an evaluation.
type Indicator struct {
	Level1     string `json:"level1" doc:"一级指标"`
	Level2     string `json:"level2" doc:"二级指标"`
	Level3     string `json:"level3" doc:"三级指标"`
	Target     string `json:"target" doc:"年度指标值"`
	Basis      string `json:"basis" doc:"设定依据"`
	Prior      string `json:"prior" doc:"上年完成值"`
	Weight     string `json:"weight" doc:"分值"`
	Rule       string `json:"rule" doc:"赋分规则"`
	Evidence   string `json:"evidence" doc:"佐证资料"`
	Actual     string `json:"actual" doc:"实际完成值"`
	Completion string `json:"completion" doc:"完成率"`
	Score      string `json:"score" doc:"得分"`
	Deviation  string `json:"deviation" doc:"偏差原因分析及改进措施"`
}

// EvaluationQuery are the conditions of a list of evaluations.
type EvaluationQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"一页至多几张"`
	Cursor string `query:"cursor" maxLength:"400" doc:"上一页 next 里的游标，原样带回"`
	Scope
	Kind Kind `query:"kind" doc:"overall 整体支出，project 项目支出"`
}

// OneEvaluation names one evaluation.
type OneEvaluation struct {
	OneEdition
	Number int `path:"number" minimum:"1" maximum:"100000" doc:"第几张自评表"`
}

type evaluationAnswer struct{ Body Evaluation }

func (a *API) evaluations() {
	get(a, operation("listEvaluations", "/evaluations", evaluationsTag, "绩效自评表清单", "每张表的资金、指标、得分，各格照文件里印的写。"), []Example{{About: "项目支出绩效自评表", Query: "/evaluations?kind=project&limit=2"}},
		func(ctx context.Context, in *EvaluationQuery) (*listed[Evaluation], error) {
			scope, err := in.scope()
			if err != nil {
				return nil, err
			}
			filter := data.EvaluationTableFilter{Scope: scope, Kind: fiscal.EvaluationKind(in.Kind)}
			paging := Paging{Limit: in.Limit, Cursor: in.Cursor}
			page, err := paging.page("/evaluations", filter)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.EvaluationTables(ctx, filter, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			return list(ctx, a, "/evaluations", paging, filter, rows, a.evaluation), nil
		})
	get(a, operation("getEvaluation", "/evaluations/{edition}/{number}", evaluationsTag, "一张绩效自评表", ""), []Example{{About: "一版报告的第一张自评表", Query: "/evaluations/{edition}/1"}},
		func(ctx context.Context, in *OneEvaluation) (*evaluationAnswer, error) {
			rows, err := a.store.EvaluationTables(ctx, data.EvaluationTableFilter{Scope: data.Scope{Edition: in.Edition}, Number: in.Number}, data.Page{Limit: 1})
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				return nil, missing("版本 " + in.Edition + " 没有第 " + strconv.Itoa(in.Number) + " 张绩效自评表。")
			}
			return &evaluationAnswer{a.evaluation(rows[0])}, nil
		})
}

func (a *API) evaluation(r data.EvaluationTable) Evaluation {
	e := r.Evaluation
	v := Evaluation{
		Whose: whose(r.Whose), Ordinal: r.Ordinal + 1, Kind: Kind(e.Kind), Title: e.Title, Name: e.Name, Department: e.Department, Implementer: e.Implementer,
		Measure: string(e.Money()), Corrected: []CellCorrection{}, Funds: []Fund{}, Goal: e.Goal, Result: e.Result, Indicators: []Indicator{}, TotalWeight: e.TotalWeight, TotalScore: e.TotalScore,
		URL: a.fixed(r.Edition) + "evaluations/" + strconv.Itoa(r.Ordinal+1),
	}
	for _, f := range e.Funds {
		v.Funds = append(v.Funds, Fund(f))
	}
	for _, i := range e.Indicators {
		v.Indicators = append(v.Indicators, Indicator(i))
	}
	for _, address := range slices.Sorted(maps.Keys(e.Corrected)) {
		c := e.Corrected[address]
		v.Corrected = append(v.Corrected, CellCorrection{Cell: address, At: c.At, By: c.By, Why: c.Why, Was: c.Was})
	}
	return v
}
