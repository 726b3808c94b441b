package seal

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// KeyFormat is what every statement of a key says of itself.
const KeyFormat = "mingzhang-key-1"

// Statement is what a key says of itself, signed by it and by the key before.
type Statement struct {
	Format    string    `json:"format"`
	ID        string    `json:"id"`
	Public    string    `json:"public"` // base64
	CreatedAt string    `json:"created_at"`
	Previous  *Previous `json:"previous"` // null for the first key
}

// Previous is the key before, and what it had signed until then: nothing later
// counts.
type Previous struct {
	ID     string `json:"id"`
	Public string `json:"public"`
	Seals  int64  `json:"seals"` // number of the last manifest that it signed
	Last   string `json:"last"`  // its hash, "" when there is none
}

// ErrNoKey means that nothing is signed here.
var ErrNoKey = errors.New("还没有签名密钥，请先运行 portal key create")

// Open returns the signer of a store, nil when the store has no key. An error
// says that there should be one and it cannot be used.
func Open(ctx context.Context, store *data.Store) (*Signer, error) {
	keys, err := store.Keys(ctx)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	newest := keys[len(keys)-1]
	file := KeyFile(store.Path())
	s, err := loadKey(file)
	if err == nil && s.id == newest.ID {
		return s, private(file)
	}
	// A rotation that was killed has left the new key beside the old one.
	if next, failed := loadKey(file + incoming); failed == nil && next.id == newest.ID {
		if err := os.Rename(file+incoming, file); err != nil {
			return nil, fmt.Errorf("新私钥换不上：%w。请把 %s 改名为 %s", err, file+incoming, file)
		}
		return next, private(file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("找不到私钥文件 %s（密钥 %s）。请从密钥备份恢复到这个位置（权限 0600）；确已丢失的，见 docs/verify.md“私钥丢失”", file, newest.ID)
	case err != nil:
		return nil, err
	}
	return nil, fmt.Errorf("私钥文件 %s 是密钥 %s，现在用的是 %s。请从备份恢复对应的密钥文件", file, s.id, newest.ID)
}

// private refuses a key that others may read.
func private(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("私钥文件 %s 别人也能读（权限 %04o）。请先运行 chmod 600 %s；若可能已被别人读过，再运行 portal key rotate", file, mode, file)
	}
	return nil
}

// incoming ends the name of a key that is about to become the key.
const incoming = ".new"

// Create makes the first key of a store.
func Create(ctx context.Context, store *data.Store, by audit.Actor, now time.Time) (*Signer, error) {
	if keys, err := store.Keys(ctx); err != nil {
		return nil, err
	} else if len(keys) > 0 {
		return nil, fmt.Errorf("已经有签名密钥（%s），没有新建。要更换请运行 portal key rotate", keys[len(keys)-1].ID)
	}
	file := KeyFile(store.Path())
	s, err := loadKey(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		made, err := newPrivate()
		if err != nil {
			return nil, err
		}
		if err := saveKey(file, made); err != nil {
			return nil, err
		}
		s = newSigner(made)
	case err != nil:
		return nil, err
	default: // made before the process was killed, or brought along
		if err := private(file); err != nil {
			return nil, err
		}
	}
	return s, announce(ctx, store, s, nil, by, now)
}

// Rotate replaces the key of a store; the new one is signed by the old one,
// which stays valid for what it signed.
func Rotate(ctx context.Context, store *data.Store, by audit.Actor, now time.Time) (*Signer, error) {
	old, err := Open(ctx, store)
	if err != nil {
		return nil, err
	}
	if old == nil {
		return nil, ErrNoKey
	}
	file := KeyFile(store.Path())
	if err := os.Remove(file + incoming); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	made, err := newPrivate()
	if err != nil {
		return nil, err
	}
	if err := saveKey(file+incoming, made); err != nil {
		return nil, err
	}
	if err := announce(ctx, store, newSigner(made), old, by, now); err != nil {
		_ = os.Remove(file + incoming)
		return nil, err
	}
	return Open(ctx, store) // puts the new key in the place of the old one
}

// announce adds a public key to those of a store.
func announce(ctx context.Context, store *data.Store, s, old *Signer, by audit.Actor, now time.Time) error {
	public := base64.StdEncoding.EncodeToString(s.public())
	st := Statement{Format: KeyFormat, ID: s.id, Public: public, CreatedAt: now.UTC().Format(time.RFC3339)}
	action := audit.KeyCreated
	if old != nil {
		action = audit.KeyRotated
		st.Previous = &Previous{ID: old.id, Public: base64.StdEncoding.EncodeToString(old.public())}
	}
	entry := audit.Entry{Actor: by, Action: action, Subject: "key:" + s.id, Detail: map[string]any{"public": public}}
	return store.AddKey(ctx, now, entry, func(last data.Seal) (data.PublicKey, error) {
		if st.Previous != nil {
			st.Previous.Seals, st.Previous.Last = last.Number, last.Hash
		}
		b, err := fiscal.Canonicalise(st)
		if err != nil {
			return data.PublicKey{}, err
		}
		k := data.PublicKey{ID: s.id, Public: public, CreatedAt: st.CreatedAt, Statement: string(b), Signature: s.signature(b)}
		if old != nil {
			k.SignedBy, k.Endorsement = old.id, old.signature(b)
		}
		return k, nil
	})
}

// Backup copies the private key of a store to a new file and reads it back.
func Backup(ctx context.Context, store *data.Store, to string) (*Signer, error) {
	s, err := Open(ctx, store)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, ErrNoKey
	}
	if err := saveKey(to, s.private); err != nil {
		return nil, err
	}
	if again, err := loadKey(to); err != nil || again.id != s.id {
		return nil, fmt.Errorf("备份 %s 读回来不对，请换一个位置再试：%w", to, err)
	}
	return s, nil
}

// SealAll signs what was published or withdrawn before it could be signed, and
// returns how much that was; progress is told after each and may be nil.
func SealAll(ctx context.Context, store *data.Store, s *Signer, progress func(done int)) (n int, err error) {
	for _, next := range []func() (bool, error){
		func() (bool, error) { return store.SealNext(ctx, s.Seal) },
		func() (bool, error) { return store.SealNextWithdrawal(ctx, s.Withdrawal) },
	} {
		for {
			done, err := next()
			if err != nil {
				return n, err
			}
			if done {
				break
			}
			n++
			if progress != nil {
				progress(n)
			}
		}
	}
	return n, nil
}

// PublishedKey is a public key as /keys.json has it.
type PublishedKey struct {
	ID          string          `json:"id"`
	Current     bool            `json:"current"`
	Public      string          `json:"public"` // base64
	PEM         string          `json:"pem"`
	CreatedAt   string          `json:"created_at"`
	Statement   json.RawMessage `json:"statement"`
	Signature   string          `json:"signature"`   // of the statement by the key itself
	SignedBy    *string         `json:"signed_by"`   // id of the key before
	Endorsement *string         `json:"endorsement"` // of the statement by the key before
}

// KeysFile is /keys.json.
type KeysFile struct {
	Keys []PublishedKey `json:"keys"` // the oldest first
}

// KeysOf returns the public keys of a store as they are handed out.
func KeysOf(keys []data.PublicKey) (KeysFile, error) {
	f := KeysFile{Keys: []PublishedKey{}}
	for i, k := range keys {
		public, err := ParsePublic(k.Public)
		if err != nil {
			return f, err
		}
		text, err := PublicPEM(public)
		if err != nil {
			return f, err
		}
		p := PublishedKey{ID: k.ID, Current: i == len(keys)-1, Public: k.Public, PEM: text, CreatedAt: k.CreatedAt, Statement: json.RawMessage(k.Statement), Signature: k.Signature}
		if k.SignedBy != "" {
			p.SignedBy, p.Endorsement = &k.SignedBy, &k.Endorsement
		}
		f.Keys = append(f.Keys, p)
	}
	return f, nil
}

// Auto is a signing with the key that a store has at the time, looked for each
// time; without one nothing is signed. warn is told of a key that cannot be
// used.
func Auto(store *data.Store, warn func(error)) data.Signing {
	open := func() (*Signer, error) {
		s, err := Open(context.Background(), store)
		if err != nil {
			warn(err)
		}
		if s == nil || err != nil {
			return nil, data.ErrUnsigned
		}
		return s, nil
	}
	return data.Signing{
		Edition: func(m data.Manifest) (data.Seal, error) {
			s, err := open()
			if err != nil {
				return data.Seal{}, err
			}
			return s.Seal(m)
		},
		Withdrawal: func(w data.WithdrawnEditions) (data.WithdrawalSeal, error) {
			s, err := open()
			if err != nil {
				return data.WithdrawalSeal{}, err
			}
			return s.Withdrawal(w)
		},
	}
}
