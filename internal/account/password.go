package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// strong is what a password costs: 46 MiB and two passes, as OWASP's table has
// it or more.
var strong = argon2id.Params{Memory: 46 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

var cheap = argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Passwords are hashed a few at a time and a few wait, so that many logins at
// once cannot eat the memory.
const (
	hashedAtOnce = 2
	hashWaiting  = 16
	hashPatience = 5 * time.Second
)

// ErrBusy means that too many people log in at this moment.
var ErrBusy = errors.New("同时登录的人太多，请过几秒再试")

type hasher struct {
	params argon2id.Params
	places chan struct{}
	queue  chan struct{}
	dummy  string                // costs the same as a real one
	worked func(argon2id.Params) // told of every comparison, for tests; nil: nobody is
}

func newHasher(params argon2id.Params) *hasher {
	h := &hasher{params: params, places: make(chan struct{}, hashedAtOnce), queue: make(chan struct{}, hashedAtOnce+hashWaiting)}
	h.dummy, _ = argon2id.CreateHash("nobody has this password", &params)
	return h
}

// enter waits for a place; leave must be called after it.
func (h *hasher) enter(ctx context.Context) (leave func(), err error) {
	select {
	case h.queue <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	patience := time.NewTimer(hashPatience)
	defer patience.Stop()
	select {
	case h.places <- struct{}{}:
		return func() { <-h.places; <-h.queue }, nil
	case <-patience.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-h.queue
	return nil, err
}

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(same(password), &h.params)
}

// matches compares with a hash; with "" it takes as long and says no.
func (h *hasher) matches(ctx context.Context, password, hash string) (bool, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	if len(password) > 4*longest { // was never accepted
		password = ""
	}
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	ok, params, err := argon2id.CheckHash(same(password), hash)
	if h.worked != nil && err == nil {
		h.worked(*params)
	}
	return ok && known, err
}

// same writes a password the one way in which different keyboards write it
// differently.
func same(password string) string { return norm.NFC.String(password) }

const (
	shortest = 12
	longest  = 128
)

// CheckPassword says why a password will not do, nil when it will.
func CheckPassword(password, name, display string) error {
	p := same(password)
	switch n := utf8.RuneCountInString(p); {
	case n < shortest:
		return &Refusal{fmt.Sprintf("密码太短：至少 %d 个字，现在是 %d 个。可以用一句只有自己知道的话。", shortest, n)}
	case n > longest:
		return &Refusal{fmt.Sprintf("密码太长：最多 %d 个字。", longest)}
	case !utf8.ValidString(password) || strings.ContainsFunc(p, unicode.IsControl):
		return &Refusal{"密码里有不能用的控制字符，请重新输入。"}
	}
	rest := strings.ToLower(norm.NFKC.String(p))
	for _, own := range []string{name, display} {
		if own = strings.ToLower(norm.NFKC.String(own)); utf8.RuneCountInString(own) >= 2 {
			rest = strings.ReplaceAll(rest, own, "")
		}
	}
	if utf8.RuneCountInString(rest) < shortest/2 {
		return &Refusal{"密码里主要是自己的名字，别人容易猜到，请换一个。"}
	}
	if left(rest) < 5 {
		return &Refusal{"这个密码太常见，别人容易猜到（常用词、连续或重复的字、年份、键盘上相邻的键都不算数），请换一个。"}
	}
	return nil
}

// obvious are words that guessers try first.
var obvious = []string{
	"administrator", "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "asdfgh", "zxcvbn", "1qaz2wsx3edc", "1qaz2wsx", "qazwsx", "1q2w3e4r5t", "1q2w3e4r", "1q2w3e",
	"iloveyou", "woaini", "welcome", "letmein", "changeme", "default", "secret", "admin", "login", "root", "test", "user",
	"mingzhang", "mingzhan", "caizhengju", "caizheng", "juesuan", "yusuan", "gongkai", "portal", "beijing", "shanghai", "china",
	"财政局", "财政", "决算", "预算", "公开", "明账", "密码", "管理员", "我爱你", "中国", "abc", "abcd",
}

// left returns how many different letters are left of a password when words
// that guessers try and runs of letters are taken out of it.
func left(p string) int {
	for _, word := range obvious {
		p = strings.ReplaceAll(p, word, "\x00")
	}
	letters := []rune(p)
	kinds := map[rune]bool{}
	for i := 0; i < len(letters); {
		end := run(letters, i)
		if end-i < 3 {
			end = i + 1
			if letters[i] != 0 && !unicode.IsPunct(letters[i]) && !unicode.IsSpace(letters[i]) {
				kinds[letters[i]] = true
			}
		}
		i = end
	}
	return len(kinds)
}

// run returns where the run of letters from i ends: the same again, or each the
// next or the one before.
func run(letters []rune, i int) int {
	if i+1 >= len(letters) {
		return i + 1
	}
	step := letters[i+1] - letters[i]
	if step < -1 || step > 1 {
		return i + 1
	}
	end := i + 2
	for end < len(letters) && letters[end]-letters[end-1] == step {
		end++
	}
	return end
}
