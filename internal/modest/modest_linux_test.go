package modest

import (
	"syscall"
	"testing"
)

// nice returns how far the calling thread stands back.
func nice(t *testing.T) int {
	t.Helper()
	n, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
	if err != nil {
		t.Fatal(err)
	}
	return 20 - n // as the system call counts
}

func TestGoroutineStandsBackAlone(t *testing.T) {
	before := nice(t)
	if before >= back {
		t.Skip("everything stands back here")
	}
	inside, child := make(chan int), make(chan int)
	go func() {
		Goroutine()
		go func() { child <- nice(t) }()
		inside <- nice(t)
	}()
	if n := <-inside; n != back {
		t.Errorf("it stands back by %d, want %d", n, back)
	}
	if n := <-child; n != before {
		t.Errorf("what it began stands back by %d, want %d", n, before)
	}
	for range 100 {
		done := make(chan int)
		go func() { done <- nice(t) }()
		if n := <-done; n != before {
			t.Fatalf("another one stands back by %d, want %d", n, before)
		}
	}
}
