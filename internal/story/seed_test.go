package story

import (
	"context"
	"sync"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/seed"
)

const seedFile = "000_15c4900d2e5f3cbe.txt"

var readSeed = sync.OnceValues(func() (*Book, error) {
	data, err := seed.Files.ReadFile(seedFile)
	if err != nil {
		return nil, err
	}
	doc, err := document.Read(context.Background(), seedFile, data)
	if err != nil {
		return nil, err
	}
	r, err := extract.Read(doc)
	if err != nil {
		return nil, err
	}
	return Open(r), nil
})

// theSeed returns the seed document, read. Tests must not change it.
func theSeed(t *testing.T) *Book {
	t.Helper()
	b, err := readSeed()
	if err != nil {
		t.Fatal(err)
	}
	return b
}
