package data

import (
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Refused says in a sentence for people why something on the administrators'
// side was not done. Nothing has changed.
type Refused struct {
	Why  RefusedWhy
	Text string
}

func (r *Refused) Error() string { return r.Text }

// RefusedWhy is the sort of a refusal.
type RefusedWhy int

const (
	WrongState RefusedWhy = iota // the thing is not where this can be done to it
	Stale                        // somebody else has changed it meanwhile
	SamePerson                   // a second person has to do this
	NoRight                      // the role does not allow it
	QueueFull                    // too much is waiting already
	DiskFull                     // there is no room
	Incomplete                   // something is missing
)

func refused(why RefusedWhy, format string, args ...any) error {
	return &Refused{why, fmt.Sprintf(format, args...)}
}

// InWords turns the database's word for a full or broken disk into one for
// people, and leaves other errors as they are.
func InWords(err error) error { return roomy(err) }

// roomy turns the database's word for a full disk into one for people.
func roomy(err error) error {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		switch failure.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return refused(DiskFull, "服务器的磁盘满了，这一次没有保存；之前保存的都在。请管理员腾出空间后再试")
		case sqlite3.SQLITE_IOERR:
			return refused(DiskFull, "服务器写磁盘出错（%v），这一次没有保存；之前保存的都在。请管理员检查磁盘后再试", err)
		}
	}
	return err
}

// Passing reports whether an error is of the moment, a full disk or a busy
// database, and may be gone at the next try.
func Passing(err error) bool {
	var no *Refused
	if errors.As(err, &no) {
		return no.Why == DiskFull
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return true
	}
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return false
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return true
	}
	return false
}
