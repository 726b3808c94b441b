package admin

import (
	"io"
	"net/http"
	"slices"
	"time"
)

// SetSilence sets for how long a sender may be silent, until the test is over.
func SetSilence(d time.Duration, cleanup func(func())) {
	was := silence
	silence = d
	cleanup(func() { silence = was })
}

// SetSending sets the limits of a sending, until the test is over.
func SetSending(bytes, archive int64, files int, grace time.Duration, cleanup func(func())) {
	a, b, c, d := sendingBytes, archiveBytes, sendingFiles, graceOfSlow
	sendingBytes, archiveBytes, sendingFiles, graceOfSlow = bytes, archive, files, grace
	cleanup(func() { sendingBytes, archiveBytes, sendingFiles, graceOfSlow = a, b, c, d })
}

// Writes lists the addresses that are written to, as the router has them.
func Writes() []string {
	var all []string
	for _, r := range New(Config{}, nil, nil).echo.Routes() {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			all = append(all, r.Method+" "+r.Path)
		}
	}
	slices.Sort(all)
	return all
}

// Patient reads from a sender who began so long ago.
func Patient(r io.Reader, w http.ResponseWriter, began time.Duration) io.Reader {
	return &patient{r: r, control: http.NewResponseController(w), since: time.Now().Add(-began)}
}
