// Package admin holds the pages of the administrators' side as templ components
// over view models that the handlers of internal/admin build. Components query
// nothing and compute nothing; *_templ.go files are generated and committed.
package admin

import "time"

// Frame is what surrounds a page.
type Frame struct {
	Title   string
	Nav     string              // which entry of the navigation is current
	Who     *Who                // nil: nobody is logged in
	Said    string              // what was done just now, "" for nothing
	Version string              // of the portal
	Asset   func(string) string // address of a static file by its name, "" when it is missing
}

// Who is the one who is logged in.
type Who struct {
	Display   string
	Role      string
	RoleLabel string
}

// china is UTC+8, the only time zone of the portal.
var china = time.FixedZone("UTC+8", 8*60*60)

// Moment writes a time as people read it, to the minute.
func Moment(t time.Time) string { return t.In(china).Format("2006-01-02 15:04") }

// Second writes a time as people read it, to the second.
func Second(t time.Time) string { return t.In(china).Format("2006-01-02 15:04:05") }

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
