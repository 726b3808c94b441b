package bulk

import (
	"archive/zip"
	"context"
	"encoding/json"
	"hash"
	"io"
	"time"

	"mingzhang/internal/data"
)

// DescriptionFile is the last file of the package but what it is checked by: it
// is there only if all tables are whole, and holds their lengths and hashes.
const DescriptionFile = "datapackage.json"

// Write writes the whole database as it is at this moment to w. Unless it
// returns nil, what it has written is no zip file.
func Write(ctx context.Context, w io.Writer, store *data.Frozen, baseURL string) error {
	return WriteSigned(ctx, w, store, baseURL, nil, nil)
}

// WriteSigned is Write with the list of all files signed at the end, so that
// seal.Package can tell whether one was altered; sign may be nil. Rows that
// stay as they are in an earlier package come from there; earlier may be nil.
func WriteSigned(ctx context.Context, w io.Writer, store *data.Frozen, baseURL string, sign func([]byte) ([]byte, error), earlier *Earlier) error {
	made, err := store.LastPublished(ctx)
	if err != nil {
		return err
	}
	p := &packing{out: zip.NewWriter(w), made: made}
	s := source{store, baseURL}
	all, err := s.editions(ctx)
	if err != nil {
		return err
	}
	if err := earlier.begin(ctx, store, all); err != nil {
		return err
	}
	if err := p.file("README.md", func(w io.Writer) error {
		_, err := io.WriteString(w, readme(baseURL, made))
		return err
	}); err != nil {
		return err
	}
	d := description{
		Profile: "data-package", Name: "mingzhang", Title: "明账：部门决算数据", Description: "各单位依法公开的部门决算，逐个数字读出，带着原句与出处。每行一个数；小数位照文件里印的。",
		Homepage: baseURL, Created: clock(made), Keywords: []string{"部门决算", "财政公开", "三公经费", "fiscal"},
	}
	for _, t := range Tables() {
		r, err := t.write(ctx, p, s, all, earlier)
		if err != nil {
			return err
		}
		d.Resources = append(d.Resources, r)
	}
	if err := p.proofs(ctx, store); err != nil {
		return err
	}
	if err := p.file(DescriptionFile, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		return enc.Encode(d)
	}); err != nil {
		return err
	}
	if sign != nil {
		if err := p.sign(sign); err != nil {
			return err
		}
	}
	return p.out.Close()
}

// counted is a writer that knows what went through it.
type counted struct {
	to    io.Writer
	sum   hash.Hash
	bytes int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.bytes += int64(n)
	c.sum.Write(b[:n])
	return n, err
}

// write adds the file of a table and returns its description.
func (t Table) write(ctx context.Context, p *packing, s source, all []edition, earlier *Earlier) (resource, error) {
	r := t.describe()
	if err := p.file(r.Path, func(w io.Writer) error {
		return t.blocks(ctx, s, all, earlier, func(b block) error {
			r.Rows += b.rows
			_, err := w.Write(b.lines)
			return err
		})
	}); err != nil {
		return r, err
	}
	written := p.list.Files[len(p.list.Files)-1]
	r.Bytes, r.Hash = written.Bytes, "sha256:"+written.SHA256
	return r, nil
}

func readme(baseURL string, made time.Time) string {
	text := "# 明账：部门决算数据\n\n" +
		"出自 " + baseURL + "，最近一次公开是 " + clock(made) + "。\n\n" +
		"- UTF-8，没有字节序标记，CRLF 换行，第一行是列名。Excel 请用“数据 › 自文本/CSV”打开，选 UTF-8。\n" +
		"- 包里的 `" + DescriptionFile + "`（Frictionless Data Package，列类型照 Fiscal Data Package）写着每一列的含义、每个文件的行数、字节数和 SHA-256。它写在所有的表之后：有它，别的文件才是完整的。\n" +
		"- 有 `keys.json`、`manifests.jsonl`、`package-manifest.json` 的，可以用 `portal verify` 离线核对有没有被改动过；怎么核对见网站的 /verify 页。\n" +
		"- 以 = + - @ 开头的文字前面加了一个撇号（'），免得电子表格把它当公式；数字不加。\n" +
		"- `current` 为 true 的是各单位各年度的最新一版，多数用途只取这些行。\n" +
		"- 四种“没有”：`0.00` 是文中印着零；`origin` 为 stated_none 是文中说明没有；没有行是文中未提及；没读懂的在 `unread.csv`。只有第一种是零。\n" +
		"- 数字出自各单位公开的文件，许可见 `editions.csv` 的 licence。引用请写卡片的网址（`card`）。\n\n"
	for _, t := range Tables() {
		text += "- `" + t.Name + ".csv`　" + t.Title + "：" + t.About + "\n"
	}
	return text
}
