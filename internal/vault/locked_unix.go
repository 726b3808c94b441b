//go:build unix

package vault

import (
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Where SQLite locks its files: bytes that no file has.
const (
	lockedFrom = 0x40000000
	lockedLen  = 512
)

// locked reports whether another process holds a lock of SQLite on the file.
func locked(database string) bool {
	f, err := os.OpenFile(database, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	l := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: lockedFrom, Len: lockedLen}
	return unix.FcntlFlock(f.Fd(), unix.F_GETLK, &l) == nil && l.Type != unix.F_UNLCK
}

// own gives a file the owner of the one it replaces, where that may be done.
func own(name string, was os.FileInfo) error {
	if s, ok := was.Sys().(*syscall.Stat_t); ok {
		_ = os.Chown(name, int(s.Uid), int(s.Gid))
	}
	return nil
}
