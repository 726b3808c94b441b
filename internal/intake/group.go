package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"time"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

// join puts the readings of one folder together that are parts of one unit's
// year: a narrative, and files that hold nothing but forms. Two narratives are
// two documents.
func join(ctx context.Context, readings []Reading) []Reading {
	groups := groupOf(readings)
	var out []Reading
	for i, r := range readings {
		switch g := groups[i]; {
		case len(g) < 2:
			out = append(out, r)
		case g[0] == i:
			out = append(out, joined(ctx, readings, g))
		}
	}
	return out
}

// groupOf returns for each reading the readings that it makes one report with,
// itself included.
func groupOf(readings []Reading) map[int][]int {
	type key struct {
		unit string
		year int
	}
	of := map[key][]int{}
	var unknown []int
	for i, r := range readings {
		if r.Report == nil {
			continue
		}
		k := key{unitKey(r.Report.Unit.Name), r.Report.Year}
		if k.unit == "" || k.year == 0 {
			unknown = append(unknown, i)
			continue
		}
		of[k] = append(of[k], i)
	}
	// What does not say whose it is belongs to the only one there is.
	if len(of) == 1 {
		for k := range of {
			of[k] = append(of[k], unknown...)
		}
	} else if len(of) == 0 && len(unknown) > 1 {
		of[key{}] = unknown
	}
	groups := map[int][]int{}
	for _, g := range of {
		slices.Sort(g)
		if !complementary(readings, g) {
			continue
		}
		for _, i := range g {
			groups[i] = g
		}
	}
	return groups
}

// unitKey is the name of a unit without what parts of one report add to it.
func unitKey(name string) string {
	for _, tail := range []string{"（本级）", "(本级)", "本级"} {
		name = strings.TrimSuffix(name, tail)
	}
	return name
}

// complementary reports whether at most one of the readings tells in words
// what the others set out in forms.
func complementary(readings []Reading, g []int) bool {
	narratives := 0
	for _, i := range g {
		if narrates(readings[i].Report) {
			narratives++
		}
	}
	return narratives <= 1
}

func narrates(r *fiscal.Report) bool {
	n := 0
	for _, f := range r.Facts {
		if f.Origin == fiscal.Stated && f.Source != nil && f.Source.Form == 0 {
			n++
		}
	}
	return n > 3
}

func joined(ctx context.Context, readings []Reading, g []int) Reading {
	var docs []*document.Document
	first := readings[g[0]].File
	r := Reading{File: File{Folder: first.Folder, Archive: first.Archive, Manifest: first.Manifest}}
	var parts []File
	for _, i := range g {
		docs = append(docs, readings[i].Document)
		parts = append(parts, readings[i].File)
		r.Took += readings[i].Took
		if m := readings[i].File.Manifest; r.File.Manifest == nil {
			r.File.Manifest = m
		}
	}
	start := time.Now()
	defer func() { r.Took += time.Since(start) }()
	slices.SortStableFunc(docs, func(a, b *document.Document) int {
		switch {
		case document.Before(a, b):
			return -1
		case document.Before(b, a):
			return 1
		}
		return 0
	})
	// The narrative gives the whole its name.
	name := docs[0].Name
	r.File.Name = strings.TrimSuffix(name, path.Ext(name)) + ".zip"
	r.File.Path = path.Join(first.Folder, r.File.Name)
	r.File.Open = func() ([]byte, error) { return packed(parts) }
	if first.Archive == first.Folder && len(g) == len(readings) {
		// The archive as it was published.
		r.File.Name, r.File.Path = path.Base(first.Archive), first.Archive
		r.File.Open = first.archive.whole
	}
	if r.Bytes, r.Err = r.File.Open(); r.Err != nil {
		return r
	}
	d := document.Join(r.File.Name, docs)
	sum := sha256.Sum256(r.Bytes)
	d.SHA256, d.Bytes = hex.EncodeToString(sum[:]), len(r.Bytes)
	r.Document = d
	r.Report, r.Err = extract.Part(d)
	return r
}

// packed returns the files as one archive, the same bytes for the same files.
func packed(files []File) ([]byte, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		data, err := f.Open()
		if err != nil {
			return nil, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
