// Package modest has work that nobody waits for stand back behind what readers
// wait for: loading, reading uploads, publishing, building pages anew. The
// operating system sees to it, so nothing is slower on a machine that has
// nothing else to do.
package modest

import (
	"os"
	"runtime"
)

// back is how far modest work stands back, as nice counts it.
const back = 10

// background is how many goroutines of a website work modestly and without a
// pause at the same time.
const background = 3

// Room makes room in the scheduler of a website for goroutines that stand back:
// without it, they would take turns with readers by Go's rules, ten
// milliseconds each, instead of the operating system's. Whoever sets GOMAXPROCS
// knows better.
func Room() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + background)
	}
}
