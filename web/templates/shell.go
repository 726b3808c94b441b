package templates

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// shellQuoted writes an address as one word of a command line.
func shellQuoted(address string) string {
	if strings.ContainsAny(address, "&?*;()'\" ") {
		return "'" + strings.ReplaceAll(address, "'", `'\''`) + "'"
	}
	return address
}

// endpointSays joins what an operation is and what more is said of it.
func endpointSays(summary, about string) string {
	if about == "" {
		return summary + "。"
	}
	return summary + "。" + about
}

// thousands writes a count for people.
func thousands(n int) string { return fiscal.Format(decimal.MustNew(int64(n), 0)) }
