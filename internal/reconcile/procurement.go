package reconcile

import "mingzhang/internal/fiscal"

func procurement(l *ledger) {
	l.sums(total(fiscal.ProcurementTotal, fiscal.ProcurementGoods, fiscal.ProcurementWorks, fiscal.ProcurementServices))
	l.atMost(fiscal.ProcurementSme, fiscal.ProcurementTotal)
	l.atMost(fiscal.ProcurementMicro, fiscal.ProcurementSme)
	l.share(fiscal.ProcurementSme, nil)
	l.share(fiscal.ProcurementMicro, nil)
}
