package bulk

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

// packing is a package being written. It knows the hash of every file in it.
type packing struct {
	out  *zip.Writer
	made time.Time
	list seal.List
}

// file adds a file, dated so that the same content makes the same package.
func (p *packing) file(name string, write func(io.Writer) error) error {
	w, err := p.out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.made})
	if err != nil {
		return err
	}
	c := &counted{to: w, sum: sha256.New()}
	if err := write(c); err != nil {
		return err
	}
	p.list.Files = append(p.list.Files, seal.ListFile{Path: name, Bytes: c.bytes, SHA256: hex.EncodeToString(c.sum.Sum(nil))})
	return nil
}

// proofs adds what the package is checked by: the public keys and every signed
// manifest. There is none without a key.
func (p *packing) proofs(ctx context.Context, store *data.Frozen) error {
	keys, err := store.Keys(ctx)
	if err != nil || len(keys) == 0 {
		return err
	}
	published, err := seal.KeysOf(keys)
	if err != nil {
		return err
	}
	if err := p.file(seal.KeysName, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		return enc.Encode(published)
	}); err != nil {
		return err
	}
	return p.file(seal.ManifestsName, func(w io.Writer) error {
		for after := int64(0); ; {
			seals, err := store.Seals(ctx, after, 100)
			if err != nil || len(seals) == 0 {
				return err
			}
			for _, s := range seals {
				after = s.Number
				if _, err := w.Write(seal.Line(s)); err != nil {
					return err
				}
			}
		}
	})
}

// sign adds the list of all files with its signature.
func (p *packing) sign(sign func([]byte) ([]byte, error)) error {
	p.list.Format = seal.ListFormat
	list, err := p.list.Write()
	if err != nil {
		return err
	}
	signature, err := sign(list)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		body []byte
	}{{seal.PackageName, list}, {seal.PackageName + seal.SignatureEnd, signature}} {
		if err := p.file(f.name, func(w io.Writer) error {
			_, err := w.Write(f.body)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}
