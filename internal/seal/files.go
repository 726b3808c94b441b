package seal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mingzhang/internal/data"
)

// Names of the files that an export carries for those who check it.
const (
	KeysName      = "keys.json"
	ManifestsName = "manifests.jsonl"       // every signed manifest, one a line, in the order of the chain
	PackageName   = "package-manifest.json" // of a data package: its files with their hashes
	SiteName      = "site-manifest.json"    // of a static copy: its files with their hashes
	SignatureEnd  = ".sig"                  // behind the name of what is signed
)

// ListFormat begins the list of the files of a data package.
const ListFormat = "mingzhang-package/1"

// List is a signed list of files.
type List struct {
	Format string     `json:"format"`
	Files  []ListFile `json:"files"`
}

// ListFile is one file of a list.
type ListFile struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Write writes the list, a file a line.
func (l List) Write() ([]byte, error) {
	slices.SortFunc(l.Files, func(a, b ListFile) int { return strings.Compare(a.Path, b.Path) })
	lines := make([]string, len(l.Files))
	for i, f := range l.Files {
		b, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		lines[i] = string(b)
	}
	return fmt.Appendf(nil, "{\"format\":%q,\"files\":[\n%s\n]}\n", l.Format, strings.Join(lines, ",\n")), nil
}

// FileSigner returns what signs files with the key of a store, nil when the
// store has no key or its private key is not here.
func FileSigner(ctx context.Context, store *data.Store) func([]byte) ([]byte, error) {
	s, err := Open(ctx, store)
	if err != nil || s == nil {
		return nil
	}
	return s.Sign
}

// Line writes a seal as a line of ManifestsName.
func Line(s data.Seal) []byte {
	return fmt.Appendf(nil, "{\"manifest\":%s,\"sha256\":%q,\"ed25519\":%q,\"key_id\":%q}\n", s.Manifest, s.Hash, s.Signature, s.KeyID)
}
