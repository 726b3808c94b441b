package fiscal

// Naming is a statement of a document about names: that the unit was called
// something else before, or that it was made of other units.
type Naming struct {
	Kind   NamingKind `json:"kind"`
	Name   string     `json:"name"`
	Year   int        `json:"year,omitempty"` // of the change, 0 when not said
	Source Source     `json:"source"`         // the words that say so
}

// NamingKind is what a document says of another name.
type NamingKind string

const (
	NamedBefore NamingKind = "former" // 原名：更名为、原……局
	MergedInto  NamingKind = "merged" // 由……合并组建
)
