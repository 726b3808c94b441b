// Package audit is the record of who did what on the administrators' side:
// what an entry says, its one canonical form, and the chain of hashes that
// makes a later change of it show. It stores nothing.
package audit

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gowebpki/jcs"
)

// Actor is who did something. ID 0 is the command line, or nobody that is
// known; Name is what people see.
type Actor struct {
	ID   int64
	Name string
}

// Shell is whoever works with the program on the server itself.
var Shell = Actor{Name: "命令行"}

// System is the program when it acts by itself.
var System = Actor{Name: "系统"}

// Entry is one act, before it is recorded.
type Entry struct {
	Actor   Actor
	Action  Action
	Subject string         // "user:3", "upload:17", "draft:17", "edition:<key>", "report:<unit id>/<year>", "key:<id>", "backup:<file>"
	Detail  map[string]any // strings, booleans, whole numbers and lists of them; never a secret
}

// maxDetail is how many bytes the detail of one entry may have.
const maxDetail = 64 << 10

// Canonical returns the detail of the entry as canonical JSON (RFC 8785), the
// form that is stored and hashed.
func (e Entry) Canonical() (string, error) {
	if len(e.Detail) == 0 {
		return "{}", nil
	}
	plain, err := json.Marshal(e.Detail)
	if err != nil {
		return "", fmt.Errorf("操作记录的细节写不成 JSON：%w", err)
	}
	if len(plain) > maxDetail {
		return "", fmt.Errorf("操作记录的细节太长（%d 字节，最多 %d）", len(plain), maxDetail)
	}
	canonical, err := jcs.Transform(plain)
	if err != nil {
		return "", fmt.Errorf("操作记录的细节写不成规范 JSON：%w", err)
	}
	return string(canonical), nil
}

// Clean returns the entry with every text of it in valid UTF-8, so that what
// is hashed is what is read back.
func (e Entry) Clean() Entry {
	e.Actor.Name, e.Subject = clean(e.Actor.Name), clean(e.Subject)
	return e
}

func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\ufffd")
}
