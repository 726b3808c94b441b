// Package docs holds what is written for the people who run and use the
// portal, so that the website can show it.
package docs

import "embed"

// Files are the guides, by their names here.
//
//go:embed admin.md deploy.md formats.md verify.md
var Files embed.FS
