package desk

import "sync"

// troubles are what keeps work from being done at the moment, by the thing that
// waits. They are in memory: a full disk takes no note of itself.
type troubles struct {
	mu  sync.Mutex
	all map[string]string
}

func (t *troubles) say(thing, why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all == nil {
		t.all = map[string]string{}
	}
	t.all[thing] = why
}

func (t *troubles) over(thing string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.all, thing)
}

// Trouble says why an upload ("upload:3") or a draft ("draft:3") waits for
// longer than it should, "" when nothing is known to be wrong.
func (d *Desk) Trouble(thing string) string {
	d.trouble.mu.Lock()
	defer d.trouble.mu.Unlock()
	return d.trouble.all[thing]
}
