package fiscal

// Bases is every basis, in the order in which a report presents them.
var Bases = []Basis{Final, InitialBudget, FullBudget, Prior, Change, ChangeRate, Share, VarianceRate, CompletionRate, BudgetChange}

// Origins is every way in which a fact comes to be known.
var Origins = []Origin{Stated, Derived, StatedNone}

var originTerms = map[Origin]string{Stated: "文中写明", Derived: "推算", StatedNone: "文中说明无"}

// Term returns the Chinese term of the origin.
func (o Origin) Term() string { return originTerms[o] }

// CheckStatuses is every outcome of a check.
var CheckStatuses = []CheckStatus{Violated, Notice, Rounding, Holds, NotApplicable}

var statusTerms = map[CheckStatus]string{Holds: "对得上", Rounding: "四舍五入", Notice: "提示", Violated: "对不上", NotApplicable: "不适用"}

// Term returns the Chinese word for the outcome.
func (s CheckStatus) Term() string { return statusTerms[s] }

// Directions is every way a quantity can move.
var Directions = []Direction{Up, Down, Flat}
