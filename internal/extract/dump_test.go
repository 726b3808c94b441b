package extract_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(path)
	doc, err := document.Read(context.Background(), path, data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(r.Unit, r.Year)
	for _, s := range r.Sections {
		fmt.Printf("%s|%s|%s\n", s.ID, s.Title, s.Topic)
	}
	for _, f := range stated(r) {
		fmt.Println(f)
	}
	for _, u := range r.Coverage.Unread {
		fmt.Printf("unread %s in %q\n", u.Text, u.Context)
	}
	for _, u := range r.Coverage.Declared {
		if os.Getenv("DECL") != "" {
			fmt.Printf("declared %s %s\n", u.Text, u.Kind)
		}
	}
	if os.Getenv("DECL") != "" {
		for _, x := range r.Reasons {
			fmt.Printf("%s|%s|%s|%s|%d|%s\n", x.Item, x.Class, x.Basis, x.Direction, x.Fact, x.Text)
		}
	}
}
