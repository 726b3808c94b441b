//go:build !linux

package modest

// Process would have this process stand back; here it does not.
func Process() {}

// Goroutine would have the calling goroutine stand back; here it does not.
func Goroutine() {}
