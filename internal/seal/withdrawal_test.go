package seal_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

func withdraw(t testing.TB, s *data.Store, unit int64) {
	t.Helper()
	if _, err := s.Withdraw(t.Context(), unit, 2024, 0, "附件含个人信息", time.Now(), audit.Entry{Actor: admin}); err != nil {
		t.Fatal(err)
	}
}

// What is withdrawn is so by a signature; what somebody else made disappear is
// named.
func TestWithdrawals(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	withdraw(t, s, 2)
	if r := check(t, path, key); !r.Whole() {
		t.Fatal(r.Altered)
	}
	// A copy for everybody, in which what was withdrawn is not.
	snapshot, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	handed := filepath.Join(t.TempDir(), "mingzhang.sqlite")
	out, err := os.Create(handed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.ReadFrom(snapshot); err != nil {
		t.Fatal(err)
	}
	out.Close()
	if r := check(t, handed, key); !r.Whole() || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "已撤回") {
		t.Errorf("%v %v", r.Altered, r.Notes)
	}
	for name, c := range map[string]struct {
		from string
		do   []string
		want string
	}{
		"an edition that somebody made disappear": {handed, []string{
			`INSERT INTO withdrawals (id, unit_id, year, up_to_number, reason, at, by_name) SELECT 9, 1, 2024, 2, reason, at, by_name FROM withdrawals`,
			`INSERT INTO withdrawn SELECT id, 9 FROM editions WHERE unit_id = 1`, `DELETE FROM facts WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = 1)`,
			`DELETE FROM reports WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = 1)`,
		}, "（第 9 次）：没有签名"},
		"one put to those of a signed withdrawal": {path, []string{`INSERT INTO withdrawn SELECT id, 1 FROM editions WHERE unit_id = 1 AND number = 1`}, "所撤的版本"},
		"one that was taken back":                 {path, []string{`DELETE FROM withdrawn`}, "所撤的版本"},
		"one that never was":                      {path, []string{`DELETE FROM withdrawal_seals`, `DELETE FROM withdrawn`, `DELETE FROM withdrawals`}, "操作记录里撤回过 1 次，登记的有 0 次"},
		"another reason":                          {handed, []string{`UPDATE withdrawals SET reason = '单位要求'`}, "的理由：原来是“附件含个人信息”，现在是“单位要求”"},
		"the same, said in the statement too": {path, []string{
			`UPDATE withdrawals SET reason = '单位要求'`, `UPDATE withdrawal_seals SET statement = replace(statement, '附件含个人信息', '单位要求')`,
		}, "签名的声明与登记不符"},
	} {
		t.Run(name, func(t *testing.T) {
			db, copied := opened(t, c.from)
			for _, query := range c.do {
				if _, err := db.Exec(query); err != nil {
					t.Fatal(query, err)
				}
			}
			r := check(t, copied, key)
			if !slices.ContainsFunc(r.Altered, func(a seal.Alteration) bool { return strings.Contains(a.String(), c.want) }) {
				t.Errorf("named is %v, want %s", r.Altered, c.want)
			}
		})
	}
}

// A withdrawal that could not be signed when it was made is signed later, and
// so says; the first of two that is lost is missed by the second.
func TestWithdrawalSignedLater(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	if err := os.Rename(seal.KeyFile(path), seal.KeyFile(path)+".away"); err != nil {
		t.Fatal(err)
	}
	s.SignWith(seal.Auto(s, func(error) {}))
	withdraw(t, s, 2)
	if r := check(t, path, key); len(r.Altered) != 1 || !strings.Contains(r.Altered[0].String(), "没有签名") {
		t.Error(r.Altered)
	}
	if n, err := s.Unsealed(t.Context()); err != nil || n != 1 {
		t.Error(n, err)
	}
	if err := os.Rename(seal.KeyFile(path)+".away", seal.KeyFile(path)); err != nil {
		t.Fatal(err)
	}
	k, err := seal.Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := seal.SealAll(t.Context(), s, k, nil); err != nil || n != 1 {
		t.Error(n, err)
	}
	withdraw(t, s, 1)
	if r := check(t, path, key); !r.Whole() {
		t.Error(r.Altered)
	}
	all, err := s.WithdrawalSeals(t.Context())
	if err != nil || len(all) != 2 || !strings.Contains(string(all[0].Seal.Statement), `"sealed_later":true`) || !strings.Contains(string(all[1].Seal.Statement), `"sealed_later":false`) {
		t.Errorf("%+v %v", all, err)
	}
	db, copied := opened(t, path)
	for _, table := range []string{"withdrawal_seals WHERE withdrawal = 1", "withdrawn WHERE withdrawal = 1", "withdrawals WHERE id = 1"} {
		if _, err := db.Exec(`DELETE FROM ` + table); err != nil {
			t.Fatal(err)
		}
	}
	if r := check(t, copied, key); len(r.Altered) == 0 || !strings.Contains(r.Altered[0].String(), "与上一次撤回接不上") {
		t.Error(r.Altered)
	}
}
