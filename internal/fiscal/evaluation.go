package fiscal

// Evaluation is one 绩效自评表. Cells are printed strings, "" where the cell
// is empty; merged cells are carried down to every row they cover.
type Evaluation struct {
	Kind        EvaluationKind `json:"kind"`
	Title       string         `json:"title"` // as printed above the table
	Name        string         `json:"name"`  // 单位名称 or 项目名称
	Department  string         `json:"department"`
	Implementer string         `json:"implementer"`
	Year        int            `json:"year"`
	Measure     Measure        `json:"unit"` // of the funds; "" where the table prints none
	Funds       []Fund         `json:"funds"`
	Goal        string         `json:"goal"`
	Result      string         `json:"result"`
	Indicators  []Indicator    `json:"indicators"`
	TotalWeight string         `json:"total_weight"`
	TotalScore  string         `json:"total_score"`
	Source      Source         `json:"source"`
	Cells       CellSources    `json:"cells"`

	// Corrected says of each cell that a person corrected what the reader had
	// read, by the cell's address; the cell itself has what the person wrote.
	Corrected map[string]CellCorrection `json:"corrected,omitempty"`
}

// Money returns the measure of the funds: 万元, as the tables are set, unless
// the table prints another.
func (e Evaluation) Money() Measure {
	if e.Measure == "" {
		return TenThousandYuan
	}
	return e.Measure
}

// EvaluationKind tells a unit's overall table from a project's.
type EvaluationKind string

const (
	Overall EvaluationKind = "overall" // 单位（部门）整体支出绩效自评表
	Project EvaluationKind = "project" // 项目支出绩效自评表
)

// Fund is one row of the money part of an evaluation.
type Fund struct {
	Source        string `json:"source"` // 年度资金总额, 其中：当年财政拨款 …
	InitialBudget string `json:"initial_budget"`
	FullBudget    string `json:"full_budget"`
	Executed      string `json:"executed"`
	Weight        string `json:"weight"`
	Rate          string `json:"rate"`
	Score         string `json:"score"`
}

// Indicator is one row of the indicator part of an evaluation.
type Indicator struct {
	Level1     string `json:"level1"`
	Level2     string `json:"level2"`
	Level3     string `json:"level3"`
	Target     string `json:"target"`
	Basis      string `json:"basis"` // 指标值设定依据
	Prior      string `json:"prior"` // 上年完成值
	Weight     string `json:"weight"`
	Rule       string `json:"rule"` // 赋分规则
	Evidence   string `json:"evidence"`
	Actual     string `json:"actual"`
	Completion string `json:"completion"`
	Score      string `json:"score"`
	Deviation  string `json:"deviation"` // 偏差原因分析及改进措施
}

// CellSources gives the place of each cell of an evaluation, by the cell's
// address: "name", "funds.0.executed", "indicators.3.actual", "total_score".
// A merged cell carried down has the same place in every row.
type CellSources map[string]Source
