package specimen

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// ErrNoBrowser says that there is no Chromium to print PDFs with.
var ErrNoBrowser = errors.New("no Chromium found to print PDFs with: set CHROMIUM to its path")

// browser returns the Chromium of this machine.
func browser() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// PDF prints the specimen with headless Chromium. dir keeps the pages and the
// browser's profile; a second call with the same dir starts faster.
func (s *Specimen) PDF(ctx context.Context, dir string) ([]byte, error) {
	chromium, err := browser()
	if err != nil {
		return nil, err
	}
	pdf, err := printPage(ctx, chromium, dir, s.printHTML())
	if err != nil {
		return nil, fmt.Errorf("print specimen %d: %w", s.Seed, err)
	}
	return pdf, nil
}

func printPage(ctx context.Context, chromium, dir string, html []byte) ([]byte, error) {
	page, printed := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(page, html, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--print-to-pdf="+printed, "--no-pdf-header-footer", "file://"+page)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	return os.ReadFile(printed)
}
