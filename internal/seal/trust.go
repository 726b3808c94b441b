package seal

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Trust are the keys that are to be believed because one of them is: what
// somebody was given as the public key, and those that are tied to it by
// signatures of both.
type Trust struct {
	given string
	keys  map[string]trusted
}

// trusted is a key with the last manifest that it may have signed, 0 for any.
type trusted struct {
	public ed25519.PublicKey
	last   int64
}

// NewTrust believes the given public key.
func NewTrust(public ed25519.PublicKey) *Trust {
	id := KeyID(public)
	return &Trust{given: id, keys: map[string]trusted{id: {public: public}}}
}

// Extend believes the keys that statements tie to one that is believed. A
// statement that is not what it says is an alteration; it returns what is
// wrong.
func (t *Trust) Extend(keys []data.PublicKey) (wrong []string) {
	type link struct {
		k  data.PublicKey
		st Statement
	}
	var links []link
	for _, k := range keys {
		var st Statement
		public, err := ParsePublic(k.Public)
		if err == nil {
			err = json.Unmarshal([]byte(k.Statement), &st)
		}
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Sprintf("密钥 %s 的声明读不出来：%v", k.ID, err))
			continue
		case st.Format != KeyFormat || st.ID != k.ID || st.Public != k.Public || KeyID(public) != k.ID || st.CreatedAt != k.CreatedAt || (st.Previous == nil) != (k.SignedBy == ""):
			wrong = append(wrong, fmt.Sprintf("密钥 %s 与它签名的声明不一致", k.ID))
			continue
		case !signed(public, []byte(k.Statement), k.Signature):
			wrong = append(wrong, fmt.Sprintf("密钥 %s 的声明签名不对", k.ID))
			continue
		}
		if st.Previous != nil {
			before, err := ParsePublic(st.Previous.Public)
			if err != nil || KeyID(before) != st.Previous.ID || st.Previous.ID != k.SignedBy || !signed(before, []byte(k.Statement), k.Endorsement) {
				wrong = append(wrong, fmt.Sprintf("密钥 %s 没有由上一把密钥 %s 签名认可", k.ID, k.SignedBy))
				continue
			}
		}
		links = append(links, link{k, st})
	}
	for again := true; again; {
		again = false
		for _, l := range links {
			if l.st.Previous == nil {
				continue
			}
			_, here := t.keys[l.st.ID]
			old, there := t.keys[l.st.Previous.ID]
			if !here && !there {
				continue
			}
			if !here {
				public, _ := ParsePublic(l.st.Public)
				t.keys[l.st.ID] = trusted{public: public}
				again = true
			}
			if !there {
				old.public, _ = ParsePublic(l.st.Previous.Public)
				again = true
			}
			// What was endorsed ends what the old key counts for.
			old.last = l.st.Previous.Seals
			if old.last == 0 {
				old.last = -1
			}
			t.keys[l.st.Previous.ID] = old
		}
	}
	for _, k := range keys {
		if _, ok := t.keys[k.ID]; !ok {
			wrong = append(wrong, fmt.Sprintf("密钥 %s 与给出的公钥 %s 没有签名相连，不能相信", k.ID, t.given))
		}
	}
	return wrong
}

// Seal checks the signature of a manifest; "" is right.
func (t *Trust) Seal(s data.Seal) string {
	if Sum(s.Manifest) != s.Hash {
		return "清单与登记的 SHA-256 不符"
	}
	k, ok := t.keys[s.KeyID]
	switch {
	case !ok:
		return fmt.Sprintf("清单由密钥 %s 签名，它与给出的公钥 %s 没有签名相连，不能相信", s.KeyID, t.given)
	case !signed(k.public, s.Manifest, s.Signature):
		return "清单的签名不对：清单或签名被改动过"
	case k.last != 0 && s.Number > k.last:
		return fmt.Sprintf("清单由密钥 %s 签名，但它在签到第 %d 份之后已经更换，之后的签名不算数", s.KeyID, max(k.last, 0))
	}
	return ""
}

// File checks a signature file; "" is right.
func (t *Trust) File(file, signature []byte) string {
	var d Detached
	if err := json.Unmarshal(signature, &d); err != nil || d.Format != SignatureFormat {
		return "签名文件读不出来"
	}
	k, ok := t.keys[d.KeyID]
	switch {
	case !ok:
		return fmt.Sprintf("由密钥 %s 签名，它与给出的公钥 %s 没有签名相连，不能相信", d.KeyID, t.given)
	case d.SHA256 != Sum(file):
		return "内容与签名时的 SHA-256 不符，被改动过"
	case !signed(k.public, file, d.Signature):
		return "签名不对"
	}
	return ""
}

func signed(public ed25519.PublicKey, message []byte, signature string) bool {
	b, err := base64.StdEncoding.DecodeString(signature)
	return err == nil && ed25519.Verify(public, message, b)
}

// ReadKeys reads what /keys.json says, as the store has it.
func ReadKeys(b []byte) ([]data.PublicKey, error) {
	var f KeysFile
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("不是 keys.json：%w", err)
	}
	var all []data.PublicKey
	for _, k := range f.Keys {
		st, err := fiscal.Canonicalise(k.Statement)
		if err != nil {
			return nil, err
		}
		p := data.PublicKey{ID: k.ID, Public: k.Public, CreatedAt: k.CreatedAt, Statement: string(st), Signature: k.Signature}
		if k.SignedBy != nil {
			p.SignedBy = *k.SignedBy
		}
		if k.Endorsement != nil {
			p.Endorsement = *k.Endorsement
		}
		all = append(all, p)
	}
	return all, nil
}
