// Package static carries the files that browsers ask for: styles, scripts,
// icons. The build writes those of dist; they are embedded here and served
// under names that hold the hash of their content.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist icon.svg
var files embed.FS

// File is one static file.
type File struct {
	Name    string // as the templates call it: site.css
	Path    string // its address: /static/site.3fa9c1d2.css
	Type    string // media type
	Content []byte
}

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}

var all = sync.OnceValue(func() map[string]File {
	found := map[string]File{}
	_ = fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		kind, known := types[path.Ext(p)]
		if err != nil || d.IsDir() || !known {
			return err
		}
		content, err := files.ReadFile(p)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		name := path.Base(p)
		stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
		found[name] = File{Name: name, Path: "/static/" + stem + "." + hex.EncodeToString(sum[:4]) + ext, Type: kind, Content: content}
		return nil
	})
	return found
})

// URL returns the address of a file by its name, "" when the build has not
// made it.
func URL(name string) string { return all()[name].Path }

// Files returns every static file.
func Files() []File {
	var list []File
	for _, f := range all() {
		list = append(list, f)
	}
	return list
}
