// Package desk is the work between a file that was uploaded and an edition
// that the public sees: the queue of files being read, drafts, what people
// correct in them, what is missing or has changed, approval and publication.
// What a document says is never changed: a correction says what its figures
// mean, and stands beside them with who made it, when and why.
package desk

import (
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/fiscal"
)

// Kind is what a correction does.
type Kind string

const (
	Read    Kind = "read"    // a figure of the document is this quantity
	Change  Kind = "change"  // a fact that the reader read is another one
	Remove  Kind = "remove"  // what the reader read is no fact
	Declare Kind = "declare" // a figure is no quantity of the accounts
	Cell    Kind = "cell"    // a cell of a 绩效自评表 says something else
	Meta    Kind = "meta"    // what is said of the document beside its figures
)

var kindLabels = map[Kind]string{Read: "认读", Change: "改读", Remove: "去掉", Declare: "不是金额", Cell: "改格", Meta: "说明信息"}

// Label returns the Chinese word for the kind.
func (k Kind) Label() string { return kindLabels[k] }

// Correction is one correction of a draft.
type Correction struct {
	ID   int64
	Kind Kind
	What What
	Why  string
	By   audit.Actor
	At   time.Time

	Undone *Undoing // nil while it holds
}

// Undoing is who took a correction back, and when.
type Undoing struct {
	By audit.Actor
	At time.Time
}

// What is the content of a correction, as it is kept.
type What struct {
	Fact   *FactRef            `json:"fact,omitempty"`   // of Change and Remove
	Figure *int                `json:"figure,omitempty"` // of Read and Declare: first digit, code points of the text
	Means  *Meaning            `json:"means,omitempty"`  // of Read and Change
	As     fiscal.DeclaredKind `json:"as,omitempty"`     // of Declare; of Remove: what the figure is instead, "" for not known
	Cell   *CellRef            `json:"cell,omitempty"`   // of Cell
	Field  Field               `json:"field,omitempty"`  // of Meta
	Text   string              `json:"text,omitempty"`   // of Meta; of Cell: what it says, "" for an empty cell
}

// CellRef names a cell of an evaluation of the report.
type CellRef struct {
	Evaluation int    `json:"evaluation"`   // from 0
	Address    string `json:"address"`      // as in fiscal.CellSources
	At         *int   `json:"at,omitempty"` // first digit of the figure that is printed in it, of a cell that the reader found no print for
}

// FactRef names a fact of the report as the reader read it: where it is
// printed and its tag.
type FactRef struct {
	At  int    `json:"at"`
	Tag string `json:"tag"`
}

// Meaning is what a figure is said to be. Class and Economic are paths from
// the outermost level, nil for a total.
type Meaning struct {
	Item     fiscal.Item    `json:"item"`
	Class    []string       `json:"class,omitempty"`
	Economic []string       `json:"economic,omitempty"`
	Basis    fiscal.Basis   `json:"basis"`
	Value    string         `json:"value"` // decimal, signed by the words; "" for what the document says is none
	Measure  fiscal.Measure `json:"unit"`
}

// Field is one thing that is said of a document beside its figures.
type Field string

const (
	FieldName      Field = "name"
	FieldAliases   Field = "aliases" // one a line
	FieldRegion    Field = "region"
	FieldYear      Field = "year"
	FieldPublished Field = "published"
	FieldURL       Field = "url"
	FieldTitle     Field = "title"
	FieldLicence   Field = "licence"
	FieldNote      Field = "note"
)

// Fields lists them in the order of the form, with their Chinese names.
var Fields = []struct {
	Field Field
	Label string
}{
	{FieldName, "单位名称"}, {FieldAliases, "挂牌名称"}, {FieldRegion, "行政区划代码"}, {FieldYear, "决算年度"}, {FieldPublished, "公开日期"},
	{FieldURL, "来源网址"}, {FieldTitle, "来源标题"}, {FieldLicence, "许可"}, {FieldNote, "备注"},
}

// Label returns the Chinese name of the field.
func (f Field) Label() string {
	for _, x := range Fields {
		if x.Field == f {
			return x.Label
		}
	}
	return string(f)
}

// declaredLabels say what a figure is that is no quantity of the accounts, in
// the order in which forms offer them.
var declaredLabels = []struct {
	kind  fiscal.DeclaredKind
	label string
}{
	{fiscal.Narrative, "叙述职责、目标、成效时提到的数"},
	{fiscal.OutsideVocabulary, "看得懂，但不属于所列的任何项目"},
	{fiscal.Enumerator, "序号、编号"},
	{fiscal.Date, "日期、年份"},
	{fiscal.DocumentNumber, "文号、电话、邮编"},
	{fiscal.ContentsPage, "目录里的页码"},
	{fiscal.InReason, "说明原因时提到的数"},
	{fiscal.InTerm, "名称的一部分（如“单价100万元以上设备”）"},
	{fiscal.Definition, "名词解释里的数"},
	{fiscal.Artifact, "排版残留（页码、域代码）"},
}

// Choice is one entry of a list to choose from.
type Choice struct{ Value, Label string }

// DeclaredChoices lists what a figure can be declared as.
func DeclaredChoices() []Choice {
	all := make([]Choice, len(declaredLabels))
	for i, d := range declaredLabels {
		all[i] = Choice{string(d.kind), d.label}
	}
	return all
}

// DeclaredLabel returns the Chinese words for a kind of figure.
func DeclaredLabel(k fiscal.DeclaredKind) string {
	for _, d := range declaredLabels {
		if d.kind == k {
			return d.label
		}
	}
	return string(k)
}
