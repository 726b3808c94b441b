package admin

import (
	"crypto/rand"
	"sync"
)

// kept keeps what is to be said to somebody until its page is shown: the last
// so many, in memory.
type kept[T any] struct {
	mu  sync.Mutex
	all []keptOne[T]
}

type keptOne[T any] struct {
	key   string
	user  int64
	value T
}

const mostKept = 100

// put keeps something for a person and returns the key to it.
func (k *kept[T]) put(v T, user int64) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := rand.Text()
	k.all = append(k.all, keptOne[T]{key, user, v})
	if len(k.all) > mostKept {
		k.all = k.all[1:]
	}
	return key
}

// take returns a copy of what was kept for the person, nil for nothing.
func (k *kept[T]) take(key string, user int64) *T {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, x := range k.all {
		if key != "" && x.key == key && x.user == user {
			return &x.value
		}
	}
	return nil
}
