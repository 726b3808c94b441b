package fiscal

// Report is what one document says: one unit's final accounts of one year.
type Report struct {
	Document    Document     `json:"document"`
	Unit        Unit         `json:"unit"`
	Year        int          `json:"year"` // 决算年度, four digits; 0 when the document does not say
	Sections    []Section    `json:"sections"`
	Facts       []Fact       `json:"facts"`
	Reasons     []Reason     `json:"reasons"`
	Evaluations []Evaluation `json:"evaluations"`
	Tables      []Table      `json:"tables"`
	Glossary    []Term       `json:"glossary"`
	Coverage    Coverage     `json:"coverage"`
	Checks      []Check      `json:"checks"`
	Removed     []Removed    `json:"removed,omitempty"`
}

// Document identifies the bytes a report was read from.
type Document struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"` // lower-case hex of the original bytes
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Pages     int    `json:"pages,omitempty"` // 0 for formats without pages
	// Parts lists the files that the document is put together from; nil for a
	// single file.
	Parts []DocumentPart `json:"parts,omitempty"`
	// Omitted lists what the files hold that was left out of the text on purpose.
	Omitted []Omission `json:"omitted,omitempty"`
}

// DocumentPart is one of the files that make a document together.
type DocumentPart struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Pages     int    `json:"pages,omitempty"`
	Start     int    `json:"start"` // where its text begins, in code points
}

// Omission is a part of a file that is not read: hidden sheets, footnotes.
type Omission struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// Unit is 单位: the body whose accounts these are.
type Unit struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"` // names in brackets behind the name (挂牌), in document order
	Region  string   `json:"region"`  // GB/T 2260 division code, "" when unknown
	// Inferred names the fields that are not printed in the document but
	// concluded from it (from a file name, from the list of divisions).
	Inferred []string `json:"inferred,omitempty"`
}

// Section is one heading of the document with the text under it.
type Section struct {
	ID    string `json:"id"`    // ordinals from the part down: "2.5.3" is 第二部分 五（三）
	Title string `json:"title"` // without its ordinal
	Topic string `json:"topic"` // what the title speaks of: "income", "sangong" …; "" when unknown
	Start int    `json:"start"` // code points into the normalised text, heading included
	End   int    `json:"end"`
}

// Source is the place in the normalised text a statement was read from:
// slicing the text by code points [Start:End] gives exactly Text.
type Source struct {
	Section string `json:"section"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Page    *int   `json:"page"`           // 1-based; null where the format has no pages
	Form    int    `json:"form,omitempty"` // 1–9 for a cell of that standard form, 0 for the narrative
}

// Table is one of the nine standard forms (决算公开01–09表) as the document has it.
type Table struct {
	Form   int    `json:"form"` // 1–9, see Forms
	Title  string `json:"title"`
	Empty  bool   `json:"empty"`  // the document says that the form is empty
	Listed bool   `json:"listed"` // only its name is listed; the form itself is not in this document
	// Measure is what the form's amounts are printed in, by its own 单位 line;
	// "" when only its name is listed.
	Measure Measure `json:"unit"`
	Source  Source  `json:"source"` // the form as printed, or the words that list it or call it empty
	// Rows is the form as printed, headings first; nil when only its name is
	// listed. A cell that spans rows or columns stands once, at its upper left.
	Rows     [][]TableCell `json:"rows,omitempty"`
	Headings int           `json:"headings,omitempty"` // how many of Rows are headings
	// Note is what is printed below the form to say that it is empty.
	Note *Source `json:"note,omitempty"`
}

// TableCell is a cell of a printed form.
type TableCell struct {
	Text  string `json:"text"`
	Start int    `json:"start"` // code points into the normalised text
	End   int    `json:"end"`
	Col   int    `json:"col"`            // column of the grid the cell begins in, from 0
	Cols  int    `json:"cols,omitempty"` // columns it covers; 0 for 1
	Rows  int    `json:"rows,omitempty"` // rows it covers; 0 for 1
}

// Term is an entry of 名词解释.
type Term struct {
	Term       string `json:"term"`
	Definition string `json:"definition"`
	Source     Source `json:"source"`
}
