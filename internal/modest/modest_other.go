//go:build !linux

package modest

// Process would have this process stand back; here it does not.
func Process() {}
