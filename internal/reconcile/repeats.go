package reconcile

import (
	"slices"
	"strconv"

	"mingzhang/internal/fiscal"
)

// repeatable are the bases of which a quantity has one value. A share or a
// rate against a budget has one for each thing it is compared with.
var repeatable = []fiscal.Basis{fiscal.Final, fiscal.Prior, fiscal.InitialBudget, fiscal.FullBudget, fiscal.Change, fiscal.ChangeRate}

// statements compares what is stated more than once, by the narrative and by a
// form and the narrative.
func statements(l *ledger) {
	repeats(l)
	narrativeAndForms(l)
}

// repeats compares what the narrative states more than once.
func repeats(l *ledger) {
	seen := map[fiscal.Key]bool{}
	for _, f := range l.report.Facts {
		k := f.Key()
		if seen[k] || formOf(f) > 0 || f.Origin != fiscal.Stated || !slices.Contains(repeatable, f.Basis) {
			continue
		}
		seen[k] = true
		var stated []int
		for _, i := range l.facts[k] {
			if l.report.Facts[i].Origin == fiscal.Stated {
				stated = append(stated, i)
			}
		}
		if len(stated) > 1 {
			l.repeated(stated)
		}
	}
}

// repeated makes one check of all statements of a quantity: the first against
// the one that differs most from it.
func (l *ledger) repeated(facts []int) {
	first, ok := l.operand(facts[0])
	if !ok {
		return
	}
	worst := first
	for _, i := range facts[1:] {
		o, ok := l.operand(i)
		if !ok {
			return
		}
		if abs(first, worst).Less(abs(first, o)) {
			worst = o
		}
	}
	title := first.term + basisWord(l.report.Facts[facts[0]].Basis) + "各处一致"
	if worst.fact == first.fact {
		l.add(fiscal.Check{
			Title: title, Status: fiscal.Holds, Stated: first.with(), Computed: first.with(), Facts: facts,
			Note: "文中写了 " + strconv.Itoa(len(facts)) + " 次，每次都一样。",
		})
		return
	}
	l.add(l.equal(title, first, worst))
}

func basisWord(b fiscal.Basis) string {
	if b == fiscal.Final {
		return ""
	}
	return "的" + b.Term()
}
