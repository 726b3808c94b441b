// Package account decides who may work on the administrators' side: people and
// their roles, passwords, the second step, sessions, and how often a login may
// be tried. It keeps everything in data.Store and knows nothing of HTTP.
package account

import (
	"context"
	"errors"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// Role is what somebody may do.
type Role string

// The roles.
const (
	Enter  Role = "entry"  // 录入: uploads and corrects
	Review Role = "review" // 审核: approves and publishes what somebody else prepared
	Admin  Role = "admin"  // 管理员: accounts, trail, settings
)

// Roles are all roles, as they are offered.
var Roles = []Role{Enter, Review, Admin}

// Label returns the Chinese word for the role.
func (r Role) Label() string {
	return map[Role]string{Enter: "录入", Review: "审核", Admin: "管理员"}[r]
}

// May says in a few words what the role is for.
func (r Role) May() string {
	return map[Role]string{
		Enter:  "上传文件、校正数字、提交审核",
		Review: "审核并公开别人录入的决算",
		Admin:  "管理人员、查看操作记录、做设置；也能录入和审核，但不能审核自己录入的决算",
	}[r]
}

// ParseRole reads a role by its word, English or Chinese.
func ParseRole(s string) (Role, error) {
	for _, r := range Roles {
		if s == string(r) || s == r.Label() {
			return r, nil
		}
	}
	return "", &Refusal{"没有“" + s + "”这个角色：只有 录入（entry）、审核（review）、管理员（admin）"}
}

// User is somebody who may log in.
type User struct {
	ID          int64
	Name        string // for logging in
	Display     string // what people see
	Role        Role
	HasPassword bool
	HasCode     bool // the second step is on
	Recovery    int  // recovery codes left
	Invited     bool // a link to set a password is open
	Disabled    bool
	CreatedAt   time.Time
	DisabledAt  time.Time
	PasswordAt  time.Time
	SeenAt      time.Time // zero: not logged in anywhere
}

// Actor returns the user as the trail names people.
func (u User) Actor() audit.Actor { return audit.Actor{ID: u.ID, Name: u.Display} }

// State says in a few words whether the user can log in.
func (u User) State() string {
	switch {
	case u.Disabled:
		return "已停用"
	case u.HasPassword:
		return "在用"
	case u.Invited:
		return "等本人设密码"
	}
	return "链接已过期，请重发"
}

func userOf(u data.DeskUser) User {
	return User{ID: u.ID, Name: u.Name, Display: u.Display, Role: Role(u.Role), HasPassword: u.Password != "", HasCode: u.CodeSecret != "",
		Recovery: u.Recovery, Invited: u.Invited, Disabled: !u.DisabledAt.IsZero(), CreatedAt: u.CreatedAt, DisabledAt: u.DisabledAt,
		PasswordAt: u.PasswordAt, SeenAt: u.SeenAt}
}

// Refusal is a wish that is not met, with a sentence for who had it.
type Refusal struct{ Reason string }

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Reason }

// refused turns what the store refuses into a Refusal.
func refused(err error) error {
	for _, known := range []error{data.ErrTaken, data.ErrLastAdmin, data.ErrLink, data.ErrSetUp, data.ErrChanged} {
		if errors.Is(err, known) {
			return &Refusal{known.Error()}
		}
	}
	return err
}

// Service is all of it over one store.
type Service struct {
	store  *data.Store
	hasher *hasher
	now    func() time.Time
}

// Option changes how a service works; tests use them.
type Option func(*Service)

// Clock makes the service take the time from now.
func Clock(now func() time.Time) Option { return func(s *Service) { s.now = now } }

// Cheap makes passwords cheap to check: for tests only.
func Cheap() Option { return func(s *Service) { s.hasher = newHasher(cheap) } }

// New returns the accounts of a store.
func New(store *data.Store, options ...Option) *Service {
	s := &Service{store: store, hasher: newHasher(strong), now: time.Now}
	for _, o := range options {
		o(s)
	}
	return s
}

// Users returns everybody, who may log in first.
func (s *Service) Users(ctx context.Context) ([]User, error) {
	all, err := s.store.DeskUsers(ctx)
	users := make([]User, len(all))
	for i, u := range all {
		users[i] = userOf(u)
	}
	return users, err
}

// User returns somebody by number.
func (s *Service) User(ctx context.Context, id int64) (User, error) {
	u, err := s.store.DeskUser(ctx, id)
	return userOf(u), err
}

// Named returns somebody by the name for logging in.
func (s *Service) Named(ctx context.Context, name string) (User, error) {
	u, err := s.store.DeskUserNamed(ctx, foldName(name))
	if errors.Is(err, data.ErrNotFound) {
		return User{}, &Refusal{"没有登录名是“" + name + "”的人，用 portal user list 查看"}
	}
	return userOf(u), err
}
