// Package smalldisk gives tests a disk that can be filled.
package smalldisk

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// within is set in the process that may mount.
const within = "MINGZHANG_SMALLDISK"

// Run tests with a folder that is a disk of its own of so many bytes. That is
// done in a process with mounts of its own, in which the calling test runs
// again. Where no disk can be mounted the test is skipped.
func Run(t *testing.T, bytes string, test func(t *testing.T, folder string)) {
	t.Helper()
	if os.Getenv(within) == "" {
		again(t)
		return
	}
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+bytes); err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	defer func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) }()
	t.Run("disk", func(t *testing.T) { test(t, folder) }) // ends before the disk does
}

// again runs the test in a process with mounts of its own and ends it here as
// it ended there.
func again(t *testing.T) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+regexp.QuoteMeta(t.Name())+"$", "-test.v")
	c.Env = append(os.Environ(), within+"=1")
	one := func(id int) []syscall.SysProcIDMap {
		return []syscall.SysProcIDMap{{ContainerID: 0, HostID: id, Size: 1}}
	}
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, UidMappings: one(os.Getuid()), GidMappings: one(os.Getgid())}
	out, err := c.CombinedOutput()
	var failed *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &failed):
		t.Skipf("no disk of its own can be had here: %v", err)
	case err != nil:
		t.Fatalf("with a disk of its own:\n%s", out)
	case strings.Contains(string(out), "--- SKIP"):
		t.Skipf("%s", out)
	}
}

// Fill leaves no room on the disk of a folder until free is called.
func Fill(t *testing.T, folder string) (free func()) {
	t.Helper()
	name := filepath.Join(folder, "ballast")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 1<<20); len(block) > 0; {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return func() { _ = os.Remove(name) }
}
