package admin

import (
	"fmt"
	"strconv"
	"time"
)

// Script is a script of a page by its name, "" for none. Pages work without.
type Script string

// Size writes a number of bytes for people.
func Size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d 字节", n)
	case n < 1<<20:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// DraftLine is a draft as lists show it.
type DraftLine struct {
	ID                        int64
	Name, Unit, Title         string // Title: the unit and the year, or the file's name
	State, StateLabel         string
	Problem                   string
	Figures, Unread, Violated int
	Corrections               int
	By, ChangedBy             string
	At, ChangedAt             time.Time
	Due                       time.Time

	Version int64
	Read    bool
	Shelve  bool // the one who asks may put aside what could not be read

	Tick   string // what it can be ticked for with others, "" for nothing
	Ticked bool
	Hand   string // why the one who asks may not approve it, "" when that is not asked here
}

// Opens reports whether there is something to open.
func (d DraftLine) Opens() bool { return d.Read }

func (d DraftLine) href() string { return "/admin/drafts/" + itoa(d.ID) }

func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
