package templates

import (
	"context"
	"net/url"
	"strconv"

	"mingzhang/internal/story"
)

// usedTerm is a term that a page explains, with the id of its pop-up.
type usedTerm struct{ ID, Name, Plain string }

type termsKey struct{}

// WithTerms returns a context in which a page collects the terms it uses, so
// that each is explained once at its end.
func WithTerms(ctx context.Context) context.Context {
	return context.WithValue(ctx, termsKey{}, &[]usedTerm{})
}

// termID notes that the page uses a term and returns the id of its pop-up, ""
// where no terms are collected.
func termID(ctx context.Context, name string) string {
	used, ok := ctx.Value(termsKey{}).(*[]usedTerm)
	if !ok {
		return ""
	}
	for _, t := range *used {
		if t.Name == name {
			return t.ID
		}
	}
	id := "term-" + strconv.Itoa(len(*used)+1)
	*used = append(*used, usedTerm{ID: id, Name: name, Plain: story.Plain(name)})
	return id
}

func usedTerms(ctx context.Context) []usedTerm {
	if used, ok := ctx.Value(termsKey{}).(*[]usedTerm); ok {
		return *used
	}
	return nil
}

// pathEscape writes a word as one segment of a path.
func pathEscape(word string) string { return url.PathEscape(word) }

// readable writes an address with its Chinese as Chinese.
func readable(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}
