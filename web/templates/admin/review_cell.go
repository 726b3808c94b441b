package admin

// CellForm is what is filled into the form of a cell of a 绩效自评表.
type CellForm struct {
	Text, Why string
	Typed     bool // it holds what was not taken
}

// CellPanel is a cell of a 绩效自评表 with what was made of it.
type CellPanel struct {
	Evaluation   int    // from 0
	Address      string // of the cell; of a merged one that of its first row
	Table, Title string
	Read         string // as the reader read it, "" where it found nothing
	Now          string
	Source       string // as the document prints it, "" where no print was found
	SourceHref   string
	TableHref    string // of the table, this cell chosen
	Rows         int    // that the cell covers
	Made         *Correction
	Form         CellForm
}

// Long reports whether the cell is one for paragraphs.
func (c CellPanel) Long() bool {
	return len([]rune(c.Now)) > 40 || c.Address == "goal" || c.Address == "result"
}

// CellValue names a cell of the n-th table, from 0, in forms.
func CellValue(n int, address string) string { return itoa(n) + ":" + address }

// id is a name for the fields of the form.
func (c CellPanel) id() string { return "cell-" + itoa(c.Evaluation) + "-" + c.Address }

// EmptyCells are the cells of a table that a figure may belong to.
type EmptyCells struct {
	Table string
	Cells []Option
}

// ReviewTable is a 绩效自评表 of a draft, cell by cell.
type ReviewTable struct {
	Head
	Wrong      string
	Lost       []TypedWord
	Index      int // from 0
	Title      string
	Measure    string
	Others     []PlaceLink // every table of the draft
	Whole      []NamedCell
	Funds      CellGrid
	Indicators CellGrid
	Panel      *CellPanel // nil for none chosen
	Choices    Choices
}

// NamedCell is a cell with the name of what it says.
type NamedCell struct {
	Label string
	TableCell
}

// CellGrid is a part of the table.
type CellGrid struct {
	Columns []string
	Rows    [][]TableCell
}

// TableCell is one cell that can be chosen.
type TableCell struct {
	Address, Text, Href    string
	Span                   int // rows that it covers; 0: an earlier one covers this row
	Corrected, Bad, Chosen bool
}
