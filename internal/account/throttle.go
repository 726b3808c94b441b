package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// Wait means that a login is not looked at yet.
type Wait struct{ For time.Duration }

// Error says in a sentence how long to wait.
func (w *Wait) Error() string {
	return "登录试错的次数太多，请等" + span(w.For) + "再试。等待时间最长" + span(longestWait) + "，不会一直锁住；着急时请管理员发一个重设密码的链接。"
}

func span(d time.Duration) string {
	if d <= 90*time.Second {
		return fmt.Sprintf(" %d 秒", max(1, int((d+time.Second-1)/time.Second)))
	}
	return fmt.Sprintf(" %d 分钟", int((d+time.Minute-1)/time.Minute))
}

// longestWait is the longest that anybody is made to wait.
const longestWait = 15 * time.Minute

// delays returns the delay after so many attempts: none up to free, then first,
// twice that and so on up to most.
func delays(free int, first, most time.Duration) func(int) time.Duration {
	return func(count int) time.Duration {
		if count < free {
			return 0
		}
		d := first
		for range count - free {
			if d *= 2; d >= most {
				return most
			}
		}
		return d
	}
}

// A browser that somebody has logged in with before has a count of its own, so
// that strangers who try the name cannot keep its owner out. Of strangers the
// name has one count, whatever addresses they come from, and every address
// one, whatever names it tries.
var (
	nameDelay    = delays(5, 15*time.Second, 5*time.Minute)
	deviceDelay  = delays(5, 15*time.Second, 5*time.Minute)
	addressDelay = delays(20, 30*time.Second, longestWait)
)

func nameBucket(name string) string { return "name:" + digest(name) }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s)) // people type passwords where names go
	return hex.EncodeToString(sum[:12])
}

// addressBucket counts what one visitor may have: of IPv6 a whole network.
func addressBucket(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "address:" + digest(address)
	}
	if ip = ip.Unmap().WithZone(""); ip.Is6() {
		if net, err := ip.Prefix(64); err == nil {
			return "address:" + net.String()
		}
	}
	return "address:" + ip.String()
}

// counted are the buckets of one attempt.
type counted struct {
	all      []data.Bucket
	forgive  []string // emptied by a login
	takeBack []string // get one attempt back by a login
	known    bool     // the browser is one that the person has logged in with
}

func (s *Service) buckets(ctx context.Context, name string, u data.DeskUser, from Visitor) (counted, error) {
	if from.Device != "" && u.ID != 0 {
		known, err := s.store.KnownDevice(ctx, hashOf(from.Device), u.ID)
		if err != nil {
			return counted{}, err
		}
		if known {
			key := "device:" + digest(from.Device+"\n"+name)
			return counted{all: []data.Bucket{{Key: key, Delay: deviceDelay}}, forgive: []string{key}, known: true}, nil
		}
	}
	byName, byAddress := nameBucket(name), addressBucket(from.Address)
	return counted{
		all:     []data.Bucket{{Key: byName, Delay: nameDelay}, {Key: byAddress, Delay: addressDelay}},
		forgive: []string{byName}, takeBack: []string{byAddress},
	}, nil
}

// try counts an attempt; it fails with *Wait when it may not be looked at.
func (s *Service) try(ctx context.Context, c counted, u data.DeskUser, from Visitor) (refusedBefore int, err error) {
	e := audit.Entry{Actor: nobody, Action: audit.LoginThrottled, Subject: loginSubject(u), Detail: map[string]any{"address": from.Address}}
	a, err := s.store.TryLogin(ctx, s.now(), c.all, e)
	if err == nil && a.Wait > 0 {
		err = &Wait{a.Wait}
	}
	return a.Refused, err
}

// nobody is who has not logged in yet.
var nobody = audit.Actor{Name: "未登录"}

// loginSubject names whom a login is about. A name that nobody has is not
// written down: it may be a password.
func loginSubject(u data.DeskUser) string {
	if u.ID == 0 {
		return "login:unknown"
	}
	return fmt.Sprintf("user:%d", u.ID)
}
