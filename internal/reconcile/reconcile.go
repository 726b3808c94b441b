// Package reconcile recomputes what a report states and says where the
// arithmetic holds.
package reconcile

import "mingzhang/internal/fiscal"

// Run returns the checks of the report, in the order of docs/checks.md.
func Run(r *fiscal.Report) []fiscal.Check { return []fiscal.Check{} }

// Rule is one kind of check with its meaning in a Chinese sentence.
type Rule struct{ ID, About string }

// Rules lists the rules in the order in which a report shows them.
func Rules() []Rule { return nil }
