package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"

	"mingzhang/internal/web"
)

const (
	pairShards   = 128 // files of pairs
	textsPerFile = 200
)

// searchFiles writes what the search of the copy looks things up in: texts in
// files of some hundreds, and for every pair of neighbouring characters the
// numbers of the texts that hold it, as steps, in one of some files.
func (c *copying) searchFiles(ctx context.Context, put func(file string, body []byte) error) error {
	folder := strings.TrimPrefix(web.SearchData, "/")
	shards := make([]map[string][]int, pairShards)
	last := map[string]int{}
	for i := range shards {
		shards[i] = map[string][]int{}
	}
	var texts [][3]string
	n := 0
	var failed error
	flush := func() {
		if len(texts) > 0 && failed == nil {
			failed = putJSON(put, fmt.Sprintf("%stexts-%d.json", folder, (n-1)/textsPerFile), texts)
			texts = nil
		}
	}
	if err := c.server.Sought(ctx, func(s web.Sought) {
		u, err := url.Parse(s.Address)
		if err != nil {
			return
		}
		at := c.names.of(u)
		texts = append(texts, [3]string{s.Title, relative("index.html", at.file) + at.fragment, s.Text})
		for _, pair := range pairs(s.Text) {
			shard := shards[(int(pair[0])*31+int(pair[1]))%pairShards]
			key := string(utf16.Decode(pair[:]))
			shard[key] = append(shard[key], n-last[key])
			last[key] = n
		}
		if n++; n%textsPerFile == 0 {
			flush()
		}
	}); err != nil {
		return err
	}
	if flush(); failed != nil {
		return failed
	}
	for i, shard := range shards {
		if err := putJSON(put, fmt.Sprintf("%spairs-%d.json", folder, i), shard); err != nil {
			return err
		}
	}
	return putJSON(put, folder+"index.json", map[string]int{"shards": pairShards, "perFile": textsPerFile, "texts": n})
}

func putJSON(put func(string, []byte) error, file string, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	return put(file, b.Bytes())
}

// pairs returns the pairs of neighbouring characters of a text, each once; a
// pair that is half of a rare character at an end is left out.
func pairs(text string) [][2]uint16 {
	units := utf16.Encode([]rune(strings.ToLower(text)))
	var all [][2]uint16
	for i := range max(0, len(units)-1) {
		p := [2]uint16{units[i], units[i+1]}
		if utf16.IsSurrogate(rune(p[0])) || utf16.IsSurrogate(rune(p[1])) || p[0] <= ' ' || p[1] <= ' ' {
			continue
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b [2]uint16) int { return (int(a[0])<<16 | int(a[1])) - (int(b[0])<<16 | int(b[1])) })
	return slices.Compact(all)
}
