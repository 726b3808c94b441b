// Package intake takes published files the whole way in: it finds them in
// folders and archives, reads and checks them, and hands them to the store.
package intake

import (
	"context"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// Reading is what came of reading one document: a file, or several files that
// together are one unit's year.
type Reading struct {
	File     File
	Bytes    []byte             // of the file; nil when they were too many to be kept, see File.Open
	Document *document.Document // nil when the bytes could not be read
	Report   *fiscal.Report     // nil when the document could not be read
	Err      error
	Took     time.Duration
}

// Read reads one file: bytes, text, facts, checks. The reason for which a file
// cannot be read is in Reading.Err, an *document.Error that names the file.
func Read(ctx context.Context, f File) Reading {
	r := readPart(ctx, f)
	r.whole()
	return r
}

// readPart reads a file that may be one of several that make a report.
func readPart(ctx context.Context, f File) (r Reading) {
	start := time.Now()
	r = Reading{File: f}
	defer func() { r.Took = time.Since(start) }()
	if r.Bytes, r.Err = f.Open(); r.Err != nil {
		return r
	}
	if r.Document, r.Err = document.Read(ctx, f.Name, r.Bytes); r.Err != nil {
		return r
	}
	r.Report, r.Err = extract.Part(r.Document)
	return r
}

// whole asks of a reading what a report by itself must have, and checks it.
func (r *Reading) whole() {
	if r.Err != nil {
		return
	}
	start := time.Now()
	defer func() { r.Took += time.Since(start) }()
	r.File.Manifest.complete(r.Report)
	if r.Err = extract.Whole(r.Report); r.Err != nil {
		r.Report = nil
		return
	}
	r.Report.Checks = reconcile.RunText(r.Report, r.Document.Text)
}

// Verify reports whether the bytes are those that a manifest means.
func (r Reading) Verify() error { return r.File.Manifest.verify(r) }

// Provenance is what a manifest says of where the document comes from.
func (r Reading) Provenance() data.Provenance { return r.File.Manifest.provenance() }
