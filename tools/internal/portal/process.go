// Package portal runs a built portal as people do — its commands, its website
// and the forms of its administrators' side — for tools that test and measure
// it from outside.
package portal

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Process is a running portal.
type Process struct {
	Ended chan struct{} // closed when it has ended
	Err   error         // how, when it has ended

	cmd *exec.Cmd
}

// Start starts a command.
func Start(cmd *exec.Cmd) (*Process, error) {
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &Process{cmd: cmd, Ended: make(chan struct{})}
	go func() { p.Err = cmd.Wait(); close(p.Ended) }()
	return p, nil
}

// Kill kills it with kill -9, and waits until it is gone.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.Ended
}

// Alive reports whether it runs.
func (p *Process) Alive() bool {
	select {
	case <-p.Ended:
		return false
	default:
		return true
	}
}

// Portal is a program and the database that it works on.
type Portal struct {
	Program, Database string
	Log               string // file that websites write their log to
}

// Site is a running website.
type Site struct {
	*Process
	Base string
}

// Serve starts the website; it need not answer yet.
func (p Portal) Serve() (*Site, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := p.Command("serve", "--no-seed", "--addr", addr)
	cmd.Stdout, cmd.Stderr = log, log
	started, err := Start(cmd)
	if err != nil {
		return nil, err
	}
	return &Site{Process: started, Base: "http://" + addr}, nil
}

// startLimit is how long a website may take to answer on a busy machine.
const startLimit = 2 * time.Minute

// Answers waits until the website answers.
func (s *Site) Answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Base+"/healthz", nil)
		if err != nil {
			return err
		}
		if a, err := http.DefaultClient.Do(r); err == nil {
			a.Body.Close()
			if a.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-s.Ended:
			return fmt.Errorf("网站没有启动：%w", s.Err)
		case <-ctx.Done():
			return fmt.Errorf("网站 %s 之内没有答话", startLimit)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Command is a command of the portal on the database.
func (p Portal) Command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.Program, args...)
	cmd.Env = append(os.Environ(), "PORTAL_DB="+p.Database)
	return cmd
}

// Call runs a command to its end.
func (p Portal) Call(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := p.Command(args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("portal %s：%w\n%s", strings.Join(args, " "), err, strings.TrimSpace(out.String()))
	}
	return out.String(), nil
}

// Build builds the portal into a file, without the marks of a version.
func Build(ctx context.Context, file string) error {
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", file, "mingzhang/cmd/portal").CombinedOutput(); err != nil {
		return fmt.Errorf("编不出 portal：%w\n%s", err, out)
	}
	return nil
}
