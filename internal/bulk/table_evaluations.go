package bulk

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"mingzhang/internal/data"
)

var evaluationKey = []string{"edition", "evaluation"}

// evaluationFields name the table that a row is of.
var evaluationFields = fields(whoseFields, []Field{{Name: "evaluation", Type: "integer", About: "报告里的第几张自评表，从 1 起", Required: true}})

func evaluationOf(e data.EvaluationTable) []string {
	return append(whose(e.Whose), strconv.Itoa(e.Ordinal+1))
}

func walkEvaluations(ctx context.Context, s source, of data.Scope, each func(data.EvaluationTable) error) error {
	list := func(ctx context.Context, p data.Page) ([]data.EvaluationTable, error) {
		return s.store.EvaluationTables(ctx, data.EvaluationTableFilter{Scope: of}, p)
	}
	return walk(ctx, list, each)
}

var evaluationsTable = Table{
	Name: "evaluations", Title: "绩效自评表", About: "一张自评表一行；资金与指标各在下面两张表。各格照文件里印的写。", Key: evaluationKey, References: []Reference{editionReference},
	Fields: fields(evaluationFields, []Field{
		{Name: "kind", Type: "string", About: "overall 整体支出，project 项目支出", Values: []string{"overall", "project"}, Required: true},
		{Name: "title", Type: "string", About: "表题"},
		{Name: "name", Type: "string", About: "单位名称或项目名称"},
		{Name: "department", Type: "string", About: "主管部门"},
		{Name: "implementer", Type: "string", About: "实施单位"},
		{Name: "measure", Type: "string", About: "资金的计量单位；表里没有印的按万元", Required: true},
		{Name: "goal", Type: "string", About: "年度总体目标"},
		{Name: "result", Type: "string", About: "实际完成情况"},
		{Name: "total_weight", Type: "string", About: "总分值"},
		{Name: "total_score", Type: "string", About: "总得分"},
	}, placeFields),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		return walkEvaluations(ctx, s, of, func(e data.EvaluationTable) error {
			return yield(row(evaluationOf(e), []string{string(e.Kind), e.Title, e.Name, e.Department, e.Implementer, string(e.Money()), e.Goal, e.Result, e.TotalWeight, e.TotalScore},
				s.place(e.Edition, e.Source)))
		})
	},
}

var fundsTable = Table{
	Name: "evaluation_funds", Title: "绩效自评的资金", About: "自评表资金部分的一行一行。", Key: []string{"edition", "evaluation", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(evaluationFields, []Field{
		{Name: "ordinal", Type: "integer", About: "第几行，从 1 起", Required: true},
		{Name: "source", Type: "string", About: "资金来源"},
		{Name: "initial_budget", Type: "string", About: "年初预算数"},
		{Name: "full_budget", Type: "string", About: "全年预算数"},
		{Name: "executed", Type: "string", About: "全年执行数"},
		{Name: "weight", Type: "string", About: "分值"},
		{Name: "rate", Type: "string", About: "执行率"},
		{Name: "score", Type: "string", About: "得分"},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		return walkEvaluations(ctx, s, of, func(e data.EvaluationTable) error {
			for i, f := range e.Funds {
				if err := yield(row(evaluationOf(e), []string{strconv.Itoa(i + 1), f.Source, f.InitialBudget, f.FullBudget, f.Executed, f.Weight, f.Rate, f.Score})); err != nil {
					return err
				}
			}
			return nil
		})
	},
}

var indicatorsTable = Table{
	Name: "evaluation_indicators", Title: "绩效自评的指标", About: "自评表指标部分的一行一行。", Key: []string{"edition", "evaluation", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(evaluationFields, []Field{
		{Name: "ordinal", Type: "integer", About: "第几行，从 1 起", Required: true},
		{Name: "level1", Type: "string", About: "一级指标"},
		{Name: "level2", Type: "string", About: "二级指标"},
		{Name: "level3", Type: "string", About: "三级指标"},
		{Name: "target", Type: "string", About: "年度指标值"},
		{Name: "basis", Type: "string", About: "设定依据"},
		{Name: "prior", Type: "string", About: "上年完成值"},
		{Name: "weight", Type: "string", About: "分值"},
		{Name: "rule", Type: "string", About: "赋分规则"},
		{Name: "evidence", Type: "string", About: "佐证资料"},
		{Name: "actual", Type: "string", About: "实际完成值"},
		{Name: "completion", Type: "string", About: "完成率"},
		{Name: "score", Type: "string", About: "得分"},
		{Name: "deviation", Type: "string", About: "偏差原因分析及改进措施"},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		return walkEvaluations(ctx, s, of, func(e data.EvaluationTable) error {
			for i, x := range e.Indicators {
				if err := yield(row(evaluationOf(e), []string{strconv.Itoa(i + 1), x.Level1, x.Level2, x.Level3, x.Target, x.Basis, x.Prior, x.Weight, x.Rule, x.Evidence,
					x.Actual, x.Completion, x.Score, x.Deviation})); err != nil {
					return err
				}
			}
			return nil
		})
	},
}

var cellCorrectionsTable = Table{
	Name: "evaluation_corrections", Title: "绩效自评表的人工校正", About: "人工校正过的格，一格一行；合并的格每一行各有一条。格里现在的文字在前面几张表里。",
	Key: []string{"edition", "evaluation", "cell"}, References: []Reference{editionReference},
	Fields: fields(evaluationFields, []Field{
		{Name: "cell", Type: "string", About: "格的地址：funds.0.executed 是资金第一行的全年执行数，indicators.3.actual 是指标第四行的实际完成值", Required: true},
		{Name: "text", Type: "string", About: "校正以后的文字；空是空格"},
		{Name: "read_as", Type: "string", About: "识别程序原来读成什么；空是没有读出"},
		{Name: "corrected_by", Type: "string", About: "谁校正的", Required: true},
		{Name: "corrected_at", Type: "datetime", About: "何时校正的", Required: true},
		{Name: "correction_reason", Type: "string", About: "为什么校正", Required: true},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		return walkEvaluations(ctx, s, of, func(e data.EvaluationTable) error {
			for _, address := range slices.Sorted(maps.Keys(e.Corrected)) {
				c := e.Corrected[address]
				text := ""
				if cell := e.Cell(address); cell != nil {
					text = *cell
				}
				if err := yield(row(evaluationOf(e), []string{address, text, c.Was, c.By, c.At, c.Why})); err != nil {
					return err
				}
			}
			return nil
		})
	},
}
