package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"slices"
)

// Format is the first thing in the list of files.
const Format = "mingzhang-site/1"

// Manifest lists every file of a copy but itself and its signature.
type Manifest struct {
	Format string `json:"format"`
	Files  []File `json:"files"`
}

// write writes the list, a file a line, always in the same order.
func (m Manifest) write() ([]byte, error) {
	slices.SortFunc(m.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	var out bytes.Buffer
	format, err := json.Marshal(m.Format)
	if err != nil {
		return nil, err
	}
	out.WriteString("{\"format\":")
	out.Write(format)
	out.WriteString(",\"files\":[")
	for i, f := range m.Files {
		if i > 0 {
			out.WriteByte(',')
		}
		line, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		out.WriteByte('\n')
		out.Write(line)
	}
	out.WriteString("\n]}\n")
	return out.Bytes(), nil
}

// settle writes the list of files and what the next copy needs to know, and
// ends the journal.
func (f *folder) settle(parts map[string]*part, sign func([]byte) ([]byte, error)) error {
	m := Manifest{Format: Format}
	for _, p := range parts {
		m.Files = append(m.Files, p.Files...)
	}
	body, err := m.write()
	if err != nil {
		return err
	}
	if err := f.replace(ManifestFile, body); err != nil {
		return err
	}
	if sign != nil {
		signature, err := sign(body)
		if err != nil {
			return err
		}
		if err := f.replace(SignatureFile, signature); err != nil {
			return err
		}
	} else if err := os.Remove(f.at(SignatureFile)); err != nil && !os.IsNotExist(err) {
		return f.trouble(err)
	}
	left, err := json.Marshal(state{parts})
	if err != nil {
		return err
	}
	if err := f.replace(stateFile, left); err != nil {
		return err
	}
	return f.trouble(f.journal.Truncate(0))
}

// replace writes a file that comes out the same when nothing has changed, and
// then leaves it alone.
func (f *folder) replace(name string, body []byte) error {
	if was, err := os.ReadFile(f.at(name)); err == nil && bytes.Equal(was, body) {
		return nil
	}
	return f.trouble(writeFile(f.at(name), body))
}
