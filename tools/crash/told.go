package main

import (
	"sync"

	"mingzhang/tools/internal/portal"
)

// told is what people have been told by the portal: from then on it must be so.
type told struct {
	mu        sync.Mutex
	uploads   []*acknowledged
	drafts    map[int64]string // the farthest state that was acknowledged
	published map[string]bool  // keys of editions that answered
	loaded    map[string]bool  // documents that a command was given to publish
	withdrawn map[string]bool  // units that a command was given to withdraw, true: it said it has
}

// parcel is an uploaded file, and the papers in it.
type parcel struct {
	portal.File
	papers []*paper
}

type acknowledged struct {
	parcel
	sum string
}

func newTold() told {
	return told{drafts: map[int64]string{}, published: map[string]bool{}, loaded: map[string]bool{}, withdrawn: map[string]bool{}}
}

func (t *told) uploaded(files []parcel) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range files {
		t.uploads = append(t.uploads, &acknowledged{f, sum(f.Bytes)})
	}
}

func (t *told) draft(id int64, state string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.drafts[id] = state
}

func (t *told) answered(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.published[key] = true
}

// rank orders the states of a draft on its way.
var rank = map[string]int{"draft": 1, "submitted": 2, "approved": 3, "published": 4}
