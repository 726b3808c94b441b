package main

import (
	"bufio"
	"os"
	"strings"
)

// checkLog looks for what the website itself calls an error.
func (w *world) checkLog() error {
	f, err := os.Open(w.at.Log)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Seek(w.read, 0); err != nil {
		return err
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w.read += int64(len(lines.Bytes())) + 1
		if strings.Contains(lines.Text(), "level=ERROR") || strings.HasPrefix(lines.Text(), "panic") || strings.HasPrefix(lines.Text(), "fatal") {
			w.found("网站的日志：%s", lines.Text())
		}
	}
	return lines.Err()
}
