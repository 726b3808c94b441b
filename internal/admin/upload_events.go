package admin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/desk"
)

// streamLife is how long one stream of events lasts; the browser asks anew, and
// so does its login.
const streamLife = 10 * time.Minute

// uploadEvents tells a browser how far uploads are, as server-sent events.
func (s *Server) uploadEvents(c echo.Context) error {
	events, stop, ok := s.desk.Bus.Listen()
	if !ok {
		return &failure{status: http.StatusServiceUnavailable, reason: "看进度的人太多", remedy: "请刷新页面来看进度。", href: Base + "/upload", text: "回到上传"}
	}
	defer stop()
	w := c.Response()
	control := http.NewResponseController(w)
	w.Header().Set(echo.HeaderContentType, "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no") // nginx passes events on at once
	w.WriteHeader(http.StatusOK)
	send := func(text string) error {
		_ = control.SetWriteDeadline(time.Now().Add(2 * desk.Heartbeat))
		if _, err := fmt.Fprint(w, text); err != nil {
			return err
		}
		return control.Flush()
	}
	if err := send("retry: 3000\n\n"); err != nil {
		return nil
	}
	beat := time.NewTicker(desk.Heartbeat)
	defer beat.Stop()
	end := time.NewTimer(streamLife)
	defer end.Stop()
	for {
		text := ": here\n\n"
		select {
		case <-c.Request().Context().Done():
			return nil
		case <-s.stopping:
			return nil
		case <-end.C:
			return nil
		case <-beat.C:
		case e := <-events:
			b, err := json.Marshal(e)
			if err != nil {
				return nil
			}
			text = "data: " + string(b) + "\n\n"
		}
		if send(text) != nil {
			return nil
		}
	}
}
