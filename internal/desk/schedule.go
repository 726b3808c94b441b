package desk

import "context"

func (d *Desk) schedule(ctx context.Context) { <-ctx.Done() }
