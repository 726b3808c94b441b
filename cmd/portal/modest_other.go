//go:build !linux

package main

// modest would have this process stand back; here it does not.
func modest() {}
