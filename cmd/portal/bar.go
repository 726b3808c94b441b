package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar is a progress bar on a terminal, and nothing elsewhere.
type bar struct{ bar *progressbar.ProgressBar }

func newBar(w io.Writer, what string, n int) bar { return newBarOf(w, what, "份", n) }

// newBarOf is a bar of n things, called each.
func newBarOf(w io.Writer, what, each string, n int) bar {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || n < 2 {
		return bar{}
	}
	return bar{progressbar.NewOptions(n, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(each),
		progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish())}
}

func (b bar) shown() bool { return b.bar != nil }

// tick may be called from any goroutine.
func (b bar) tick() {
	if b.bar != nil {
		_ = b.bar.Add(1)
	}
}

// clear makes room for a line of text.
func (b bar) clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
}

func (b bar) end() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
