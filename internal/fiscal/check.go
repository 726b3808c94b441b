package fiscal

// Check is one promise of arithmetic (勾稽关系) recomputed. It shows what is
// stated, what follows, and the difference; it accuses nobody.
type Check struct {
	Rule       string      `json:"rule"` // "T1" … of docs/checks.md
	Title      string      `json:"title"`
	Status     CheckStatus `json:"status"`
	Stated     string      `json:"stated"`     // as printed, with its unit
	Computed   string      `json:"computed"`   // recomputed, same unit
	Formula    string      `json:"formula"`    // the sum in words and printed figures
	Difference string      `json:"difference"` // stated − computed, signed; "" where no number can be given
	Tolerance  string      `json:"tolerance"`  // largest difference that rounding explains
	Note       string      `json:"note"`       // one Chinese sentence for a reader
	Facts      []int       `json:"facts"`      // indices into Report.Facts, the stated one first
	Cells      []CellRef   `json:"cells,omitempty"`
	Sources    []Source    `json:"sources,omitempty"` // places that are neither fact nor cell
}

// CellRef names one cell of one evaluation of the report.
type CellRef struct {
	Evaluation int    `json:"evaluation"` // index into Report.Evaluations
	Cell       string `json:"cell"`       // key of Evaluation.Cells
}

// CheckStatus is the outcome of a check.
type CheckStatus string

const (
	Holds         CheckStatus = "holds"
	Rounding      CheckStatus = "rounding" // off by no more than (addends + 1) × half a unit of the last printed digit
	Notice        CheckStatus = "notice"   // the same quantity printed twice, apart by no more than rounding; other things worth a look
	Violated      CheckStatus = "violated"
	NotApplicable CheckStatus = "not_applicable" // an operand is not stated; Note says which
)
