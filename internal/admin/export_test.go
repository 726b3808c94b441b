package admin

import (
	"io"
	"net/http"
	"time"
)

// SetSilence sets for how long a sender may be silent, until the test is over.
func SetSilence(d time.Duration, cleanup func(func())) {
	was := silence
	silence = d
	cleanup(func() { silence = was })
}

// Patient reads from a sender who began so long ago.
func Patient(r io.Reader, w http.ResponseWriter, began time.Duration) io.Reader {
	return &patient{r: r, control: http.NewResponseController(w), since: time.Now().Add(-began)}
}
