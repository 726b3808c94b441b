package account

import (
	"context"
	"errors"
	"testing"
	"time"
)

// A few passwords are looked at at once, a few wait, the others are told to
// come again: the memory is bounded.
func TestHasherIsBounded(t *testing.T) {
	h := newHasher(cheap)
	ctx, cancel := context.WithCancel(context.Background())
	var leave []func()
	for range hashedAtOnce {
		l, err := h.enter(ctx)
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	waiting := make(chan error, hashWaiting)
	for range hashWaiting {
		go func() {
			_, err := h.enter(ctx)
			waiting <- err
		}()
	}
	for len(h.queue) < cap(h.queue) {
		time.Sleep(time.Millisecond)
	}
	if _, err := h.enter(ctx); !errors.Is(err, ErrBusy) {
		t.Errorf("one too many: %v", err)
	}
	cancel() // those who wait go away
	for range hashWaiting {
		if err := <-waiting; err == nil {
			t.Error("one more was let in")
		}
	}
	for _, l := range leave {
		l()
	}
	if len(h.queue) != 0 || len(h.places) != 0 {
		t.Errorf("%d places and %d in the queue are left behind", len(h.places), len(h.queue))
	}
}
