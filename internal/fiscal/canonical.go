package fiscal

import (
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// CanonicalFacts returns the facts of a report as canonical JSON (RFC 8785):
// the same facts give the same bytes wherever they are written.
func CanonicalFacts(r *Report) ([]byte, error) { return Canonicalise(r.Facts) }

// Canonicalise returns a value as canonical JSON (RFC 8785).
func Canonicalise(v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("写不成 JSON：%w", err)
	}
	canonical, err := jcs.Transform(plain)
	if err != nil {
		return nil, fmt.Errorf("写不成规范 JSON：%w", err)
	}
	return canonical, nil
}
