package modest

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestProcessStandsBack(t *testing.T) {
	if os.Getenv("STAND_BACK") == "" {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestProcessStandsBack$", "-test.v")
		cmd.Env = append(os.Environ(), "STAND_BACK=1")
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	Process()
	for range 20 { // whatever thread this comes on
		n := make(chan int)
		go func() {
			got, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
			if err != nil {
				t.Error(err)
			}
			n <- 20 - got // as the system call counts
		}()
		if got := <-n; got < back {
			t.Errorf("a thread stands back by %d, want %d", got, back)
		}
	}
}
