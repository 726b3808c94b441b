// Package seed carries the documents the portal starts with inside the binary,
// so that one file is all it takes to run.
package seed

import "embed"

// Files holds the documents and their manifest.
//
//go:embed *.txt manifest.json
var Files embed.FS
