package seal

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// WithdrawalFormat is what every statement of a withdrawal says of itself.
const WithdrawalFormat = "mingzhang-withdrawal-1"

// WithdrawalStatement is what is signed of a withdrawal: nobody makes an
// edition disappear by writing that it was withdrawn.
type WithdrawalStatement struct {
	Format      string   `json:"format"`
	Number      int64    `json:"number"`
	Unit        string   `json:"unit"`
	Year        int      `json:"year"`
	UpTo        int      `json:"up_to"`    // the last edition that is withdrawn
	Editions    []string `json:"editions"` // their keys, the oldest first
	Reason      string   `json:"reason"`
	At          string   `json:"at"`
	By          string   `json:"by"`
	SealedLater bool     `json:"sealed_later"`
	Seals       int64    `json:"seals"`    // how many manifests there were
	Previous    string   `json:"previous"` // hash of the statement before it, "" for the first
	KeyID       string   `json:"key_id"`
}

func statementOf(w data.WithdrawnEditions) WithdrawalStatement {
	return WithdrawalStatement{
		Format: WithdrawalFormat, Number: w.Withdrawal, Unit: w.Unit, Year: w.Year, UpTo: w.UpTo, Editions: w.Editions, Reason: w.Reason,
		At: w.At.UTC().Format(time.RFC3339), By: w.By, SealedLater: w.Later, Seals: w.Seals, Previous: w.Previous,
	}
}

// Withdrawal signs a withdrawal.
func (s *Signer) Withdrawal(w data.WithdrawnEditions) (data.WithdrawalSeal, error) {
	st := statementOf(w)
	st.KeyID = s.id
	b, err := fiscal.Canonicalise(st)
	if err != nil {
		return data.WithdrawalSeal{}, err
	}
	return data.WithdrawalSeal{Statement: b, Hash: Sum(b), Signature: s.signature(b), KeyID: s.id}, nil
}

// Withdrawal checks the signature of a statement; "" is right.
func (t *Trust) Withdrawal(s data.WithdrawalSeal) (st WithdrawalStatement, wrong string) {
	if err := json.Unmarshal(s.Statement, &st); err != nil || st.Format != WithdrawalFormat {
		return st, "签名的声明读不出来"
	}
	k, ok := t.keys[s.KeyID]
	switch {
	case Sum(s.Statement) != s.Hash || st.KeyID != s.KeyID:
		return st, "签名的声明与登记不符"
	case !ok:
		return st, fmt.Sprintf("由密钥 %s 签名，它与给出的公钥 %s 没有签名相连，不能相信", s.KeyID, t.given)
	case !signed(k.public, s.Statement, s.Signature):
		return st, "签名不对：声明或签名被改动过"
	case k.last != 0 && st.Seals > k.last:
		return st, fmt.Sprintf("由密钥 %s 签名，但它在此之前已经更换", s.KeyID)
	}
	return st, ""
}

// withdrawals checks that whatever is withdrawn is so by signed statements, in
// their order, and returns how many withdrawals there are.
func (c *databaseCheck) withdrawals() (n int, err error) {
	all, err := c.store.WithdrawalSeals(c.ctx)
	if err != nil {
		return 0, fmt.Errorf("撤回的登记读不出来：%w", err)
	}
	previous := ""
	for _, w := range all {
		wrong := func(item, what string) {
			c.result.add(Alteration{Item: fmt.Sprintf("%s %d 年度的撤回（第 %d 次）%s", w.Unit, w.Year, w.Withdrawal, item), What: what})
		}
		if len(w.Seal.Statement) == 0 {
			wrong("", "没有签名：也许撤回时没有密钥（用 portal key sign 补签），也许不是本站撤回的")
			continue
		}
		st, bad := c.trust.Withdrawal(w.Seal)
		if bad != "" {
			wrong("", bad)
			continue
		}
		now := statementOf(w.WithdrawnEditions)
		for _, part := range []struct {
			name    string
			is, was any
		}{
			{"的编号", now.Number, st.Number}, {"的年度", now.Year, st.Year}, {"的版次", now.UpTo, st.UpTo}, {"的理由", now.Reason, st.Reason},
			{"的时间", now.At, st.At}, {"的经手人", now.By, st.By},
		} {
			if part.is != part.was {
				wrong(part.name, fmt.Sprintf("原来是“%v”，现在是“%v”", part.was, part.is))
			}
		}
		if !slices.Equal(now.Editions, st.Editions) {
			wrong("所撤的版本", fmt.Sprintf("原来是 %v，现在是 %v", st.Editions, now.Editions))
		}
		if st.Previous != previous {
			wrong("", "与上一次撤回接不上：上一次被删去或换过")
		}
		previous = w.Seal.Hash
	}
	return len(all), nil
}
