package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/site"
)

var announced = regexp.MustCompile(`(?m)^新公开.*（([0-9a-f]{12})）`)

// load publishes some documents from the command line.
func load(ctx context.Context, w *world) (bool, error) {
	args := []string{"load"}
	by := map[string]string{}
	for range 3 {
		p, err := w.next(ctx)
		if err != nil {
			return false, err
		}
		args = append(args, filepath.Join(w.folder, p.name))
		by[p.sum[:12]] = p.sum
	}
	out, killed, err := w.during(ctx, 1500*time.Millisecond, args...)
	for _, m := range announced.FindAllStringSubmatch(out, -1) {
		w.published[by[m[1]]] = true
	}
	return killed, err
}

// export brings a copy up to date, is killed, and must still come to its end.
// Of one unit, so that a round does not take minutes.
func export(ctx context.Context, w *world) (bool, error) {
	to := filepath.Join(w.folder, "copy")
	_, killed, err := w.during(ctx, 3*time.Second, "export", "unit", "1", to)
	if err != nil {
		return killed, err
	}
	if _, err := w.command(ctx, "export", "unit", "1", to); err != nil {
		return killed, err
	}
	body, err := os.ReadFile(filepath.Join(to, site.ManifestFile))
	if err != nil {
		return killed, err
	}
	var m site.Manifest
	if err := json.Unmarshal(body, &m); err != nil {
		return killed, err
	}
	if len(m.Files) == 0 {
		return killed, errors.New("副本是空的")
	}
	for _, f := range m.Files {
		b, err := os.ReadFile(filepath.Join(to, filepath.FromSlash(f.Path)))
		if err != nil {
			return killed, err
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != f.SHA256 {
			return killed, fmt.Errorf("副本里的 %s 与清单不符", f.Path)
		}
	}
	// Each time from nothing, so that there is something to be killed at.
	return killed, os.RemoveAll(to)
}

// backup is killed; what stands under the name of a backup is whole.
func backup(ctx context.Context, w *world) (bool, error) {
	to := filepath.Join(w.folder, "backups")
	if err := os.MkdirAll(to, 0o755); err != nil {
		return false, err
	}
	_, killed, err := w.during(ctx, 1200*time.Millisecond, "backup", to)
	if err != nil {
		return killed, err
	}
	made, err := filepath.Glob(filepath.Join(to, "*.db"))
	for _, name := range made {
		if _, err := data.Examine(ctx, name); err != nil {
			return killed, err
		}
	}
	return killed, errors.Join(err, os.RemoveAll(to))
}
