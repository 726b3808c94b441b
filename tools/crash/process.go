package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// process is a running portal.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has ended
	err   error         // how, when it has ended
}

func start(cmd *exec.Cmd) (*process, error) {
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, ended: make(chan struct{})}
	go func() { p.err = cmd.Wait(); close(p.ended) }()
	return p, nil
}

// kill kills it as the power switch would, and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

func (p *process) alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// server is the website of a world.
type server struct {
	*process
	base string
}

// serve starts the website; it need not answer yet.
func (w *world) serve(database string) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(filepath.Join(w.folder, "portal.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(w.portal, "serve", "--no-seed", "--addr", addr, "--db", database)
	cmd.Stdout, cmd.Stderr = log, log
	p, err := start(cmd)
	if err != nil {
		return nil, err
	}
	return &server{process: p, base: "http://" + addr}, nil
}

// startLimit is how long a website may take to answer on a busy machine.
const startLimit = 2 * time.Minute

// answers waits until the website answers.
func (s *server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/healthz", nil)
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
		case <-s.ended:
			return fmt.Errorf("网站没有启动：%w", s.err)
		case <-ctx.Done():
			return fmt.Errorf("网站 %s 之内没有答话", startLimit)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// command is a command of the portal on the world's database.
func (w *world) command(args ...string) *exec.Cmd {
	cmd := exec.Command(w.portal, args...)
	cmd.Env = append(os.Environ(), "PORTAL_DB="+w.database)
	return cmd
}

// call runs a command to its end.
func (w *world) call(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("portal %s：%w\n%s", strings.Join(args, " "), err, strings.TrimSpace(out.String()))
	}
	return out.String(), nil
}
