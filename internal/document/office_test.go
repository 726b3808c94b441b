package document_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// office has LibreOffice convert data, a file of the kind from, and returns
// the file of the kind to. Without LibreOffice the test is skipped.
var officeOnce sync.Mutex

func office(t testing.TB, data []byte, from, to string) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice (LibreOffice) is not installed")
	}
	officeOnce.Lock()
	defer officeOnce.Unlock()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a."+from), data, 0o600); err != nil {
		t.Fatal(err)
	}
	ext, _, _ := strings.Cut(to, ":")
	out, err := exec.Command(program, "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", to, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "a."+from)).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	converted, err := os.ReadFile(filepath.Join(dir, "out", "a."+ext))
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	return converted
}
