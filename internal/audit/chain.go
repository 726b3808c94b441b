package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
)

// Recorded is an entry as it stands in the trail.
type Recorded struct {
	Number   int64  // 1, 2, 3 … without a gap
	At       string // RFC 3339 with nanoseconds, UTC
	Actor    Actor
	Action   Action
	Subject  string
	Detail   string // canonical JSON
	Previous string // hash of the entry before, Genesis for the first
	Hash     string
}

// Genesis stands for the entry before the first.
const Genesis = "0000000000000000000000000000000000000000000000000000000000000000"

// link is what is hashed of an entry: all of it, as texts, so that no number is
// written in two ways.
type link struct {
	Action   string `json:"action"`
	ActorID  string `json:"actor_id"`
	Actor    string `json:"actor"`
	At       string `json:"at"`
	Detail   string `json:"detail"`
	Number   string `json:"number"`
	Previous string `json:"previous"`
	Subject  string `json:"subject"`
}

// Sum returns the hash that belongs to the entry: SHA-256 of the canonical JSON
// (RFC 8785) of its texts, the hash of the entry before among them.
func (r Recorded) Sum() (string, error) {
	for _, s := range []string{r.At, r.Actor.Name, string(r.Action), r.Subject, r.Detail, r.Previous} {
		if !utf8.ValidString(s) {
			return "", fmt.Errorf("第 %d 条操作记录里有不是 UTF-8 的字", r.Number)
		}
	}
	plain, err := json.Marshal(link{string(r.Action), strconv.FormatInt(r.Actor.ID, 10), r.Actor.Name, r.At, r.Detail,
		strconv.FormatInt(r.Number, 10), r.Previous, r.Subject})
	if err != nil {
		return "", err
	}
	canonical, err := jcs.Transform(plain)
	if err != nil {
		return "", fmt.Errorf("第 %d 条操作记录写不成规范 JSON：%w", r.Number, err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// Check follows a trail from its first entry on. The zero Check is ready.
type Check struct {
	count int64
	last  string
}

// Count returns how many entries have been followed.
func (c *Check) Count() int64 { return c.count }

// Last returns the hash of the last entry followed.
func (c *Check) Last() string {
	if c.last == "" {
		return Genesis
	}
	return c.last
}

// Broken says where a trail is not what was once written.
type Broken struct {
	Number int64 // of the entry at which it shows
	Reason string
}

// Error returns where and how in a sentence.
func (b *Broken) Error() string {
	return fmt.Sprintf("操作记录第 %d 条：%s", b.Number, b.Reason)
}

// Next follows one more entry, in the order of their numbers. Its error is a
// *Broken.
func (c *Check) Next(r Recorded) error {
	if want := c.count + 1; r.Number != want {
		return &Broken{want, fmt.Sprintf("缺了这一条，接着的是第 %d 条", r.Number)}
	}
	if r.Previous != c.Last() {
		return &Broken{r.Number, "它记的上一条的散列与上一条不符，上一条或这一条被改过"}
	}
	sum, err := r.Sum()
	if err != nil {
		return &Broken{r.Number, err.Error()}
	}
	if sum != r.Hash {
		return &Broken{r.Number, "内容与它的散列不符，写下以后被改过"}
	}
	c.count, c.last = r.Number, r.Hash
	return nil
}
