package fiscal

// Basis says which of an item's quantities a fact gives.
type Basis string

const (
	Final          Basis = "final"           // 决算数
	InitialBudget  Basis = "initial_budget"  // 年初预算数
	FullBudget     Basis = "full_budget"     // 全年（调整）预算数
	Prior          Basis = "prior"           // 上年决算数
	Change         Basis = "change"          // 比上年增减额, signed
	ChangeRate     Basis = "change_rate"     // 比上年增减%, signed
	Share          Basis = "share"           // 占比%
	VarianceRate   Basis = "variance_rate"   // 预决算差异率%, also 较预算增减%, signed
	CompletionRate Basis = "completion_rate" // 完成预算%
	BudgetChange   Basis = "budget_change"   // 较预算增减额, signed
)

var basisTerms = map[Basis]string{
	Final: "决算数", InitialBudget: "年初预算数", FullBudget: "全年预算数", Prior: "上年决算数",
	Change: "比上年增减", ChangeRate: "比上年增减率", Share: "占比", VarianceRate: "预决算差异率",
	CompletionRate: "完成预算", BudgetChange: "较预算增减",
}

// Term returns the Chinese term of the basis.
func (b Basis) Term() string { return basisTerms[b] }
