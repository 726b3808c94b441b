package templates

import "strings"

// ClassAbove writes the levels above a class of a path.
func ClassAbove(path, name string) string { return classAbove(path, name) }

// classAbove writes the levels above a class: "科学技术支出 › 技术研究与开发";
// "" for a class of the first level.
func classAbove(path, name string) string {
	above := strings.TrimSuffix(strings.TrimSuffix(path, name), "/")
	if above == path {
		return ""
	}
	return strings.ReplaceAll(above, "/", " › ")
}
