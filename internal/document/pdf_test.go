package document_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/document"
	"mingzhang/internal/pdf/pdftest"
)

// pdfError reads a PDF that is refused.
func pdfError(t *testing.T, limits document.Limits, name string, data []byte) string {
	t.Helper()
	d, err := limits.Read(context.Background(), name, data)
	var refused *document.Error
	if !errors.As(err, &refused) {
		t.Fatalf("%s: read %v, error %v; want a refusal", name, d, err)
	}
	return err.Error()
}

// Each file that cannot be read says why and what to do.
func TestPDFRefused(t *testing.T) {
	words := pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表")}
	whole := pdftest.Write(words)
	encrypted := &pdftest.File{}
	root := encrypted.Add("<</Type/Catalog/Pages 2 0 R>>")
	encrypted.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
	encrypted.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	key := encrypted.Add(fmt.Sprintf("<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>", strings.Repeat("3f", 32), strings.Repeat("a1", 32)))
	scan := pdftest.Page{Content: "q 595 0 0 842 0 0 cm /Im Do Q"}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"没有字的对应": {pdftest.WriteUnmapped(words), "字体没有标明对应的字"},
		"扫描件":    {pdftest.Write(scan, scan), "扫描件：2 页里有 2 页是图片"},
		"扫描件带页码": {pdftest.Write(pdftest.Page{Content: scan.Content + "\n" + pdftest.Text(290, 30, 10, "- 1 -")}), "扫描件"},
		"加密":     {encrypted.Bytes(root, fmt.Sprintf("/ID[<00><00>]/Encrypt %d 0 R", key)), "加了密码"},
		"截断":     {whole[:len(whole)/3], "不完整或已损坏"},
		"只有开头":   {[]byte("%PDF-1.7\n%âãÏÓ\n"), "不完整或已损坏"},
		"两千页":    {pdftest.Write(make([]pdftest.Page, 2000)...), "超过 1000 页的上限"},
		"没有文字":   {pdftest.Write(pdftest.Page{Content: "100 100 m 200 200 l S"}), "没有文字"},
	} {
		t.Run(name, func(t *testing.T) {
			got := pdfError(t, document.DefaultLimits, name+".pdf", c.data)
			if !strings.HasPrefix(got, name+".pdf：") || !strings.Contains(got, c.want) || !strings.Contains(got, "请") {
				t.Errorf("%s; it should name the file, say “%s” and what to do", got, c.want)
			}
		})
	}
}

// The bytes decide, not the name.
func TestPDFMisnamed(t *testing.T) {
	data := pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表")})
	for _, name := range []string{"决算.docx", "决算", "决算.txt"} {
		d, err := document.Read(context.Background(), name, data)
		if err != nil || d.MediaType != "application/pdf" || strings.TrimSpace(d.Text) != "收入支出决算总表" || d.Pages != 1 {
			t.Errorf("%s: read %+v, %v", name, d, err)
		}
	}
}

// A file that is not read in time is refused; the next one is read.
func TestPDFTime(t *testing.T) {
	data := pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表")})
	limits := document.DefaultLimits
	limits.Time = time.Nanosecond
	if got := pdfError(t, limits, "慢.pdf", data); !strings.Contains(got, "还没有读完") {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := document.Read(ctx, "a.pdf", data); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after the caller gave up", err)
	}
	if _, err := document.Read(context.Background(), "a.pdf", data); err != nil {
		t.Error(err)
	}
}

func TestPDFOmitted(t *testing.T) {
	var pages []pdftest.Page
	for i := range 4 {
		pages = append(pages, pdftest.Page{Content: pdftest.Text(100, 700, 12, fmt.Sprintf("第%d条 本部门收入支出情况如下。", i+1)) +
			pdftest.Text(290, 30, 10, fmt.Sprintf("- %d -", i+1)) + pdftest.Turned(0.8, 0.6, -0.6, 0.8, 200, 300, 60, "内部资料")})
	}
	d, err := document.Read(context.Background(), "a.pdf", pdftest.Write(pages...))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(d.Omitted); !strings.Contains(got, "页码和页眉 4 行") || !strings.Contains(got, "斜排的文字 16 个") {
		t.Errorf("omitted: %s", got)
	}
	if strings.Contains(d.Text, "内部") || strings.Contains(d.Text, "-") || len(d.Blocks) != 4 || d.Blocks[3].Page != 4 {
		t.Errorf("text:\n%s", d.Text)
	}
}

// FuzzPDF changes PDF files: whatever they are, they are read or refused in
// time.
func FuzzPDF(f *testing.F) {
	f.Add(pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入 2,940.05") + "100 500 200 100 re S 100 550 m 300 550 l S", Form: pdftest.Text(1, 2, 3, "款"), Entries: "/Rotate 90"}))
	f.Add(pdftest.WriteUnmapped(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入")}))
	f.Add(pdftest.Write(pdftest.Page{Content: "q 100 0 0 100 0 0 cm /Im Do /X Do Q", Form: "0 0 10 10 re W n 1 1 m 5 9 l S"}))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]/Count 9>>endobj trailer<</Root 1 0 R>>"))
	limits := document.DefaultLimits
	limits.Time = 5 * time.Second
	limits.Pages = 20
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		d, err := limits.Read(context.Background(), "a.pdf", append([]byte("%PDF-1.7\n"), data...))
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("took %v", took)
		}
		var refused *document.Error
		if err != nil && !errors.As(err, &refused) {
			t.Fatal(err)
		}
		if err == nil && len(d.Blocks) == 0 {
			t.Fatal("nothing read and no error")
		}
	})
}
