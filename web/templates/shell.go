package templates

import "strings"

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
