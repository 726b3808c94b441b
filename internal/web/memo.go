package web

import "sync"

// memo remembers the last things that were read while a static copy is made:
// its pages are asked for edition by edition, and many need the same. A living
// site has the cache of its pages instead, and remembers nothing here.
type memo struct {
	most int

	mu    sync.Mutex
	known map[string]any
	order []string
}

func newMemo(most int) *memo { return &memo{most: most, known: map[string]any{}} }

// remember returns what read gave for a key not long ago, or asks it; m is nil
// on a living site.
func remember[T any](m *memo, key string, read func() (T, error)) (T, error) {
	if m == nil {
		return read()
	}
	m.mu.Lock()
	v, ok := m.known[key]
	m.mu.Unlock()
	if ok {
		return v.(T), nil
	}
	made, err := read()
	if err != nil {
		return made, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.known[key]; !ok {
		m.known[key] = made
		if m.order = append(m.order, key); len(m.order) > m.most {
			delete(m.known, m.order[0])
			m.order = m.order[1:]
		}
	}
	return made, nil
}
