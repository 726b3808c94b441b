package fiscal

// Coverage is the account of every figure of the document's text: a figure is
// a maximal run of digits with its thousands separators and decimal part.
// Figures == Read + len(Unread), and Read == InFacts + InEvaluations + len(Declared).
type Coverage struct {
	Figures       int        `json:"figures"`
	Read          int        `json:"read"`
	InFacts       int        `json:"in_facts"`
	InEvaluations int        `json:"in_evaluations"`
	Declared      []Declared `json:"declared"`
	Unread        []Unread   `json:"unread"`
}

// Declared is a figure that is no quantity of the accounts, and why.
type Declared struct {
	Kind  DeclaredKind `json:"kind"`
	Text  string       `json:"text"`
	Start int          `json:"start"`
	End   int          `json:"end"`
}

// DeclaredKind is the reason for which a figure is not read into a fact.
type DeclaredKind string

const (
	Enumerator     DeclaredKind = "enumerator"      // 1.  （2）
	Date           DeclaredKind = "date"            // 2024年12月31日, a year used as a date
	DocumentNumber DeclaredKind = "document_number" // 财预〔2024〕1号
	ContentsPage   DeclaredKind = "contents_page"   // page numbers of a table of contents
	Narrative      DeclaredKind = "narrative"       // figures inside duties, goals, achievements
	InReason       DeclaredKind = "reason"          // figures inside the text of a stored reason
	InTerm         DeclaredKind = "term"            // part of a name: 单价100万元（含）以上设备
	Definition     DeclaredKind = "definition"      // figures inside 名词解释
	Artifact       DeclaredKind = "artifact"        // residue of a word processor or of print: field codes, page numbers between lines

	// OutsideVocabulary is a figure that is understood and that no item keeps:
	// cars by body, what foreign guests cost.
	OutsideVocabulary DeclaredKind = "outside_vocabulary"
)

// Unread is a figure that was seen and not understood.
type Unread struct {
	Text    string `json:"text"`
	Start   int    `json:"start"`
	Context string `json:"context"` // the clause around it
}
