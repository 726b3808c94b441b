// Package modest has work that nobody waits for leave the machine to what
// readers wait for.
package modest

import (
	"os"
	"runtime"
)

// back is how far a process stands back, as nice counts it.
const back = 10

// background is how many goroutines of a website work without a pause at the
// same time: one reads uploads, one publishes, one builds pages anew.
const background = 3

// Room makes room in the scheduler of a website for its background: without
// it, that takes turns with readers by Go's rules, ten milliseconds each,
// instead of the operating system's, which prefers those who mostly wait. The
// threads of the background do not stand back themselves: Go now and then waits
// for all of them at once, and readers with it. Whoever sets GOMAXPROCS knows
// better.
func Room() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + background)
	}
}
