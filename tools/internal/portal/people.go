package portal

import (
	"context"
	"fmt"
	"regexp"
)

// password is everybody's: these websites are nowhere for long.
const password = "一把足够长的测试密码 2024"

var link = regexp.MustCompile(`/admin/link/\S+`)

// LogIn makes somebody through the command line, sets a password with the link
// that this prints, and logs in.
func (p Portal) LogIn(ctx context.Context, name, role string, base func() string) (*Browser, error) {
	out, err := p.Call("user", "add", name, "--role", role)
	if err != nil {
		return nil, err
	}
	b := NewBrowser(base)
	if err := b.Post(ctx, link.FindString(out), "password", password, "again", password); err != nil {
		return nil, fmt.Errorf("设置密码：%w", err)
	}
	return b, b.Post(ctx, "/admin/login", "name", name, "password", password)
}
