package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Format is what every manifest of this form says of itself.
const Format = "mingzhang-edition-1"

// Manifest is what was published as one edition, as hashes: whoever has the
// document or the figures finds out whether they are those that were published.
type Manifest struct {
	Format      string `json:"format"`
	Key         string `json:"key"` // of the edition
	Unit        string `json:"unit"`
	Region      string `json:"region"`
	Year        int    `json:"year"`
	Edition     int    `json:"edition"` // its number
	PublishedAt string `json:"published_at"`
	Reason      string `json:"reason"` // why it was published again
	Reader      string `json:"reader_version"`
	Source      Source `json:"source"`
	// Document is the published file: SHA256 is of its bytes.
	Document Document `json:"document"`
	// Parts are the statements of the report, each list as canonical JSON.
	Parts map[string]Part `json:"parts"`
	// Pages are the data files of its pages, see PageSum.
	Pages Pages `json:"pages"`
	// Chain links the manifest to those before it.
	Chain    Chain  `json:"chain"`
	SealedAt string `json:"sealed_at"`
	// Later says that the edition was published before it could be signed.
	Later bool   `json:"sealed_later"`
	KeyID string `json:"key_id"` // of the key that signs
}

// Source is where the document comes from; "" is unknown.
type Source struct {
	Title     string `json:"title"`
	URL       string `json:"url"`
	Disclosed string `json:"disclosed"`
	Licence   string `json:"licence"`
	Note      string `json:"note"`
}

// Document is the published file and the text that places count in.
type Document struct {
	Name      string `json:"name"`
	File      string `json:"file"` // as it is handed out
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	SHA256    string `json:"sha256"`
	Text      string `json:"text_sha256"`
	Layout    string `json:"layout_sha256"` // "" when it was published without one
}

// Part is the hash of a part of the report, and where that is a list, the
// first digits of the hash of each of its entries: they tell which was altered.
type Part struct {
	SHA256 string   `json:"sha256"`
	Each   []string `json:"each,omitempty"`
}

// Pages are the hashes of the data files of an edition's pages. Rule is the
// version of how they are written: another program may write them otherwise.
type Pages struct {
	Rule  int               `json:"rule"`
	Files map[string]string `json:"files"`
}

// Chain is the place of a manifest among all.
type Chain struct {
	Number      int64  `json:"number"`      // from 1
	Previous    string `json:"previous"`    // hash of the manifest before it, "" for the first
	Predecessor string `json:"predecessor"` // hash of the manifest of the edition before it of the unit's year, "" for none
}

// eachDigits is how many digits tell an entry of a list.
const eachDigits = 12

// newManifest writes down an edition.
func newManifest(m data.Manifest, keyID string, now time.Time) (Manifest, error) {
	e, r := m.Edition, m.Report
	v := registryOf(e)
	v.Format, v.Unit, v.Region = Format, r.Unit.Name, r.Unit.Region
	v.Chain, v.SealedAt, v.Later, v.KeyID = Chain{m.Number, m.Previous, m.Predecessor}, now.UTC().Format(time.RFC3339), m.Later, keyID
	v.Document = documentOf(r.Document, m.File, m.Text, m.Layout)
	var err error
	if v.Parts, err = partsOf(r); err != nil {
		return v, err
	}
	v.Pages, err = pagesOf(e, r, m.Text)
	return v, err
}

// registryOf is what a manifest takes from the registry of editions.
func registryOf(e data.Edition) Manifest {
	return Manifest{
		Key: e.Key, Year: e.Year, Edition: e.Number, PublishedAt: e.PublishedAt.UTC().Format(time.RFC3339), Reason: e.Reason, Reader: e.ReaderVersion,
		Source: sourceOf(e.Provenance),
	}
}

func sourceOf(p data.Provenance) Source {
	return Source{Title: p.Title, URL: p.URL, Disclosed: p.Published, Licence: p.Licence, Note: p.Note}
}

func documentOf(d fiscal.Document, file, text string, layout []byte) Document {
	v := Document{Name: d.Name, File: file, MediaType: d.MediaType, Bytes: d.Bytes, SHA256: d.SHA256, Text: Sum([]byte(text))}
	if len(layout) > 0 {
		v.Layout = Sum(layout)
	}
	return v
}

// partNames are the parts of a report, in the order in which they are checked.
var partNames = []string{"facts", "removed", "reasons", "evaluations", "tables", "glossary", "sections", "checks", "coverage", "unit", "document"}

// partsOf hashes every part of a report.
func partsOf(r *fiscal.Report) (map[string]Part, error) {
	parts := map[string]Part{}
	for name, part := range map[string]func() (Part, error){
		"facts": listed(r.Facts), "removed": listed(r.Removed), "reasons": listed(r.Reasons), "evaluations": listed(r.Evaluations), "tables": listed(r.Tables),
		"glossary": listed(r.Glossary), "sections": listed(r.Sections), "checks": listed(r.Checks),
		"coverage": whole(r.Coverage), "unit": whole(r.Unit), "document": whole(r.Document),
	} {
		p, err := part()
		if err != nil {
			return nil, fmt.Errorf("%s：%w", name, err)
		}
		parts[name] = p
	}
	return parts, nil
}

func whole(v any) func() (Part, error) {
	return func() (Part, error) {
		b, err := fiscal.Canonicalise(v)
		return Part{SHA256: Sum(b)}, err
	}
}

// listed hashes a list: no list is an empty one.
func listed[T any](list []T) func() (Part, error) {
	return func() (Part, error) {
		if list == nil {
			list = []T{}
		}
		b, err := fiscal.Canonicalise(list)
		if err != nil {
			return Part{}, err
		}
		p := Part{SHA256: Sum(b)}
		for _, one := range list {
			each, err := entry(one)
			if err != nil {
				return p, err
			}
			p.Each = append(p.Each, each)
		}
		return p, nil
	}
}

// entry is the first digits of the hash of an entry of a list.
func entry(v any) (string, error) {
	b, err := fiscal.Canonicalise(v)
	return Sum(b)[:eachDigits], err
}

// Sum is the SHA-256 of bytes in hex.
func Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Envelope is a signed manifest as it is handed out. Its second line is the
// manifest byte for byte as it was signed.
type Envelope struct {
	Manifest  json.RawMessage `json:"manifest"`
	SHA256    string          `json:"sha256"` // of the manifest
	Signature string          `json:"ed25519"`
	KeyID     string          `json:"key_id"`
}

// Write returns the envelope of a seal as a file.
func Write(s data.Seal) []byte {
	return fmt.Appendf(nil, "{\"manifest\":\n%s\n,\"sha256\":%q,\"ed25519\":%q,\"key_id\":%q}\n", s.Manifest, s.Hash, s.Signature, s.KeyID)
}

// mostEnvelope bounds what is read as one signed manifest.
const mostEnvelope = 64 << 20

// Read reads the file that Write wrote; it does not check the signature.
func Read(b []byte) (data.Seal, Manifest, error) {
	var e Envelope
	if len(b) > mostEnvelope {
		return data.Seal{}, Manifest{}, fmt.Errorf("清单文件太大（%d 字节）", len(b))
	}
	if err := json.Unmarshal(b, &e); err != nil {
		return data.Seal{}, Manifest{}, fmt.Errorf("不是签名清单：%w", err)
	}
	// However it was spaced since, what was signed is the canonical form.
	canonical, err := fiscal.Canonicalise(e.Manifest)
	if err != nil || e.Manifest == nil {
		return data.Seal{}, Manifest{}, fmt.Errorf("不是签名清单：没有 manifest 或写得不对（%v）", err)
	}
	s := data.Seal{Manifest: canonical, Hash: e.SHA256, Signature: e.Signature, KeyID: e.KeyID}
	m, err := parse(canonical)
	s.Number, s.Edition, s.Previous = m.Chain.Number, m.Key, m.Chain.Previous
	return s, m, err
}

// parse reads a manifest.
func parse(b []byte) (m Manifest, err error) {
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("清单读不出来：%w", err)
	}
	if m.Format != Format {
		return m, fmt.Errorf("清单的格式是 %q，本程序只认 %s", m.Format, Format)
	}
	return m, nil
}
