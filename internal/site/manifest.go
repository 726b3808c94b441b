package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
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
	var both errgroup.Group
	both.Go(func() error { return f.list(parts, sign) })
	both.Go(func() error { return f.leave(parts) })
	if err := both.Wait(); err != nil {
		return err
	}
	return f.trouble(f.journal.Truncate(0))
}

// list writes the list of files, with its signature when there is a key.
func (f *folder) list(parts map[string]*part, sign func([]byte) ([]byte, error)) error {
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
	if sign == nil {
		if err := os.Remove(f.at(SignatureFile)); err != nil && !os.IsNotExist(err) {
			return f.trouble(err)
		}
		return nil
	}
	signature, err := sign(body)
	if err != nil {
		return err
	}
	return f.replace(SignatureFile, signature)
}

// leave writes what the next copy needs to know: the notes of all parts.
func (f *folder) leave(parts map[string]*part) error {
	names := slices.Sorted(maps.Keys(parts))
	lines := make([][]byte, len(names))
	var writing errgroup.Group
	writing.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		writing.Go(func() (err error) {
			lines[i], err = json.Marshal(note{Name: name, Part: parts[name]})
			return err
		})
	}
	if err := writing.Wait(); err != nil {
		return err
	}
	return f.replace(stateFile, append(bytes.Join(lines, []byte("\n")), '\n'))
}

// replace writes a file that comes out the same when nothing has changed, and
// then leaves it alone.
func (f *folder) replace(name string, body []byte) error {
	if was, err := os.ReadFile(f.at(name)); err == nil && bytes.Equal(was, body) {
		return nil
	}
	return f.trouble(writeFile(f.at(name), body))
}
