package fiscal

// Restatement sets what a report says of the year before beside what that
// year's own report said of the same quantity.
type Restatement struct {
	Rule       string           `json:"rule"` // "Y1": last year's quantity; "Y2": what last year left over
	Kind       RestatementKind  `json:"kind"`
	Cause      RestatementCause `json:"cause,omitempty"`
	Before     int              `json:"before"` // index into the facts of last year's report
	After      int              `json:"after"`  // index into the facts of this year's report
	Difference string           `json:"difference"`
	Tolerance  string           `json:"tolerance"` // largest difference that rounding explains
	Measure    Measure          `json:"unit"`      // of difference and tolerance, that of the later statement
	Note       string           `json:"note"`      // one Chinese sentence for a reader
}

// RestatementKind says how the two statements compare.
type RestatementKind string

const (
	Consistent RestatementKind = "consistent" // 一致
	RoundedOff RestatementKind = "rounding"   // 四舍五入
	Adjusted   RestatementKind = "adjusted"   // 调整
	Recast     RestatementKind = "recast"     // 口径变化: not the same quantity any more
)

// RestatementKinds lists the kinds in the order in which pages show them.
var RestatementKinds = []RestatementKind{Adjusted, Recast, RoundedOff, Consistent}

var restatementTerms = map[RestatementKind]string{Consistent: "一致", RoundedOff: "四舍五入", Adjusted: "调整", Recast: "口径变化"}

// Term returns the Chinese word for the kind.
func (k RestatementKind) Term() string { return restatementTerms[k] }

// Differs reports whether the two statements cannot both be right, or are not
// about the same.
func (k RestatementKind) Differs() bool { return k == Adjusted || k == Recast }

// RestatementCause says what else changed between the two statements.
type RestatementCause string

const (
	NoCause      RestatementCause = ""
	ClassRenamed RestatementCause = "class_renamed" // the same code under another name
	ClassMoved   RestatementCause = "class_moved"   // the same name under another code
	ScopeChanged RestatementCause = "scope"         // the accounts of another circle of bodies: 本级 and 部门, a merger, a split
)

var causeTerms = map[RestatementCause]string{ClassRenamed: "科目改名", ClassMoved: "科目调整", ScopeChanged: "决算范围变化"}

// Term returns the Chinese words for the cause, "" for none.
func (c RestatementCause) Term() string { return causeTerms[c] }
