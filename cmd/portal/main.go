// Command portal is 明账: it reads 部门决算, checks them, and serves them as a
// public website.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Set by the build: -ldflags "-X main.version=… -X main.commit=… -X main.built=…".
var (
	version = "开发版"
	commit  = ""
	built   = ""
)

// Exit codes. A document that cannot be read or a violated check is 1; a
// command line that makes no sense is 2.
const (
	exitOK    = 0
	exitFound = 1
	exitUsage = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(runWith(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// runWith carries out one command line and returns the exit code.
func runWith(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFound):
		return exitFound
	case errors.As(err, &usage):
		fmt.Fprintf(root.ErrOrStderr(), "%v\n运行 portal %s--help 查看用法。\n", usage, usage.command)
		return exitUsage
	default:
		fmt.Fprintf(root.ErrOrStderr(), "错误：%v\n", err)
		return exitFound
	}
}

// errFound ends a command that did its work and found something wrong with
// the documents; what it found has been printed.
var errFound = errors.New("发现问题")

// usageError is a command line that makes no sense.
type usageError struct {
	command string // with a closing blank, "" for the root
	reason  string
}

func (e *usageError) Error() string { return "用法不对：" + e.reason }
