//go:build !linux

// Package smalldisk gives tests a disk that can be filled.
package smalldisk

import "testing"

// Run skips the test: a disk of its own can be had on Linux only.
func Run(t *testing.T, bytes string, test func(t *testing.T, folder string)) {
	t.Helper()
	t.Skip("a disk of its own can be had on Linux only")
}

// Fill leaves no room on the disk of a folder until free is called.
func Fill(t *testing.T, folder string) (free func()) { return func() {} }
