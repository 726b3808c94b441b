package data

import "context"

// PublicationFilter narrows a list of publications; zero values do not.
type PublicationFilter struct {
	Unit        int64
	Region      string // division code or its first digits
	Corrections bool   // only what replaced an earlier edition
}

// LatestOf returns the n editions published last that pass the filter, the
// newest first.
func (s *Store) LatestOf(ctx context.Context, f PublicationFilter, n int) ([]Edition, error) {
	var q clause
	q.add(standingOnly)
	if f.Unit != 0 {
		q.add(`e.unit_id = ?`, f.Unit)
	}
	if f.Corrections {
		q.add(`e.number > 1`)
	}
	if region := leading(f.Region); region != "" {
		q.add(`e.unit_id IN (SELECT u.id FROM units u WHERE u.region >= ? AND u.region < ?)`, region, region+"\U0010FFFF")
	}
	return s.editions(ctx, `WHERE `+q.String()+` ORDER BY e.id DESC LIMIT ?`, append(q.args, n)...)
}
