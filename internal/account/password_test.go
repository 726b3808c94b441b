package account_test

import (
	"testing"
	"unicode/utf8"

	"mingzhang/internal/account"
)

func TestPasswords(t *testing.T) {
	for _, p := range []string{good, other, "correct horse battery", "Tr0ub4dour&3xyz", "xK7#pQ2m!vR9", "早上七点的公交车很挤" + "呢呢"} {
		if err := account.CheckPassword(p, "zhangsan", "张三"); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range []string{
		"", "short", "elevenchars", "zhangsanzhangsan", "ZhangSan2026", "张三张三张三张三张三张三",
		"123456789012", "aaaaaaaaaaaa", "abcdefghijkl", "password1234", "Password@2026", "qwertyuiop123", "1qaz2wsx3edc", "admin1234567",
		"caizhengju2026", "财政局决算公开20262026", "mingzhang123456", "111222333444", "abababababab", "2026-01-01-2026",
		"with\x00control characters", string(make([]byte, 500)), "\xff\xfe not UTF-8 at all",
	} {
		if account.CheckPassword(p, "zhangsan", "张三") == nil {
			t.Errorf("%q was taken", p)
		}
	}
}

func FuzzPassword(f *testing.F) {
	f.Add(good, "zhangsan")
	f.Add("abcabcabcabc", "ab")
	f.Fuzz(func(t *testing.T, p, name string) {
		if account.CheckPassword(p, name, name) == nil && (utf8.RuneCountInString(p) < 4 || !utf8.ValidString(p)) {
			t.Fatalf("%q was taken", p)
		}
	})
}
