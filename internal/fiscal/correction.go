package fiscal

import "github.com/govalues/decimal"

// Correction says that a person has corrected what the reader had read.
type Correction struct {
	Kind string   `json:"kind"`          // "changed", "added"; a removed fact is not in the report, it is in Report.Removed
	At   string   `json:"at"`            // RFC 3339, UTC
	By   string   `json:"by"`            // display name
	Why  string   `json:"why"`           //
	Was  *Reading `json:"was,omitempty"` // what the reader had read
}

// Reading is what a figure was read as.
type Reading struct {
	Item          Item             `json:"item"`
	Class         *Class           `json:"class"`
	EconomicClass *Class           `json:"economic_class,omitempty"`
	Basis         Basis            `json:"basis"`
	Value         *decimal.Decimal `json:"value"`
	Measure       Measure          `json:"unit"`
}

// Removed is a fact that the reader had read and that a person has removed.
type Removed struct {
	Reading
	Source *Source `json:"source"`
	At     string  `json:"at"`
	By     string  `json:"by"`
	Why    string  `json:"why"`
}
