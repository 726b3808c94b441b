package pdf

// Rest closes the engine as it does itself after a while of no use.
func Rest() { shared.rest() }

// Resting reports whether the engine is closed.
func Resting() bool {
	shared.Lock()
	defer shared.Unlock()
	return shared.pool == nil
}
