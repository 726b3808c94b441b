package data

// Which editions are shown is said in one place, the views standing_editions
// and current_editions; these ask it of one edition, so that the indexes that
// queries walk along stay theirs to choose.
const (
	// standingOnly keeps editions e that were not withdrawn.
	standingOnly = `EXISTS (SELECT 1 FROM standing_editions c WHERE c.id = e.id)`
	// currentOnly keeps the newest edition e of a unit's year, if it stands.
	currentOnly = `EXISTS (SELECT 1 FROM current_editions c WHERE c.id = e.id)`
	// currentPair does so for the editions a and b of consecutive years.
	currentPair = `EXISTS (SELECT 1 FROM current_editions c WHERE c.id = a.id) AND EXISTS (SELECT 1 FROM current_editions c WHERE c.id = b.id)`
	// latestOnly keeps the newest edition e of the newest year of a unit.
	latestOnly = `e.id = (SELECT l.id FROM current_editions l WHERE l.unit_id = e.unit_id ORDER BY l.year DESC LIMIT 1)`
)
