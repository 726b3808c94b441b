package seal

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"mingzhang/internal/data"
)

// fileCheck checks the files of an export: a data package or a static copy.
type fileCheck struct {
	ctx       context.Context
	files     fs.FS
	trust     *Trust
	options   Options
	result    *Result
	chain     chainCheck
	manifests map[string]Manifest // by the key of the edition
	altered   map[string]bool     // files that are not as they were signed
	listed    bool                // a signed list of files could be believed
}

func newFileCheck(ctx context.Context, files fs.FS, o Options) (*fileCheck, error) {
	trust, err := o.trust()
	if err != nil {
		return nil, err
	}
	return &fileCheck{ctx: ctx, files: files, trust: trust, options: o, result: &Result{}, manifests: map[string]Manifest{}, altered: map[string]bool{}}, nil
}

// most bounds what is held of one file at once.
const most = 256 << 20

func (c *fileCheck) read(name string) ([]byte, error) {
	f, err := c.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && len(b) > most {
		err = fmt.Errorf("%s 太大", name)
	}
	return b, err
}

// keys believes the keys that the export brings along, as far as they are tied
// to the one that was given.
func (c *fileCheck) keys() {
	b, err := c.read(KeysName)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			c.result.add(Alteration{File: KeysName, What: "读不出来：" + err.Error()})
		}
		return
	}
	keys, err := ReadKeys(b)
	if err != nil {
		c.result.add(Alteration{File: KeysName, What: err.Error()})
		return
	}
	for _, wrong := range c.trust.Extend(keys) {
		c.result.add(Alteration{File: KeysName, What: wrong})
	}
}

// chained reads the file with all manifests.
func (c *fileCheck) chained(name string) {
	f, err := c.files.Open(name)
	if err != nil {
		c.result.add(Alteration{File: name, What: "没有：少了它，数字与文件无从核对"})
		return
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), mostEnvelope)
	for n := 1; lines.Scan(); n++ {
		s, _, err := Read(lines.Bytes())
		if err != nil {
			c.result.add(Alteration{File: name, Item: fmt.Sprintf("第 %d 行", n), What: err.Error()})
			continue
		}
		if m, ok := c.chain.next(c.result, c.trust, s, name); ok {
			c.manifests[m.Key] = m
		}
	}
	if err := lines.Err(); err != nil {
		c.result.add(Alteration{File: name, What: "读不出来：" + err.Error()})
	}
	c.chain.end(c.result, c.options.Last)
}

// list checks every file against the signed list of files. besides says which
// files are none of the export's.
func (c *fileCheck) list(name string, besides func(string) bool) error {
	body, err := c.read(name)
	var signature []byte
	if err == nil {
		signature, err = c.read(name + SignatureEnd)
	}
	if err != nil {
		c.result.add(Alteration{File: name, What: "没有签名的文件表：导出时没有私钥，或它被删去。除数字和清单外无法核对（" + err.Error() + "）"})
		return nil
	}
	if wrong := c.trust.File(body, signature); wrong != "" {
		c.result.add(Alteration{File: name, What: wrong})
	} else {
		c.listed = true
	}
	var list List
	if err := json.Unmarshal(body, &list); err != nil {
		c.result.add(Alteration{File: name, What: "文件表读不出来：" + err.Error()})
		return nil
	}
	known := map[string]bool{name: true, name + SignatureEnd: true}
	for i, f := range list.Files {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		known[f.Path] = true
		c.one(f)
		c.options.progress(i+1, len(list.Files))
	}
	return fs.WalkDir(c.files, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case besides(p) && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && !known[p] && !besides(p):
			c.altered[p] = true
			c.result.add(Alteration{File: p, What: "文件表里没有这个文件，是后来加进来的"})
		}
		return nil
	})
}

func (c *fileCheck) one(f ListFile) {
	c.result.Files++
	sum, size, err := c.sum(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.altered[f.Path] = true
		c.result.add(Alteration{File: f.Path, What: "缺了这个文件"})
	case err != nil:
		c.altered[f.Path] = true
		c.result.add(Alteration{File: f.Path, What: "读不出来：" + err.Error()})
	case sum != f.SHA256:
		c.altered[f.Path] = true
		what := fmt.Sprintf("被改动过：SHA-256 原来是 %s，现在是 %s", f.SHA256, sum)
		if size != f.Bytes {
			what += fmt.Sprintf("；原来 %d 字节，现在 %d 字节", f.Bytes, size)
		}
		c.result.add(Alteration{File: f.Path, What: what})
	}
}

func (c *fileCheck) sum(name string) (sum string, size int64, err error) {
	if !fs.ValidPath(name) {
		return "", 0, fmt.Errorf("文件表里的名字“%s”不对", name)
	}
	f, err := c.files.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// Package checks a data package, the zip of /data.
func Package(ctx context.Context, file string, o Options) (*Result, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s 打不开，不是完整的压缩包，或已损坏：%w", file, err)
	}
	defer z.Close()
	c, err := newFileCheck(ctx, z, o)
	if err != nil {
		return nil, err
	}
	c.keys()
	c.chained(ManifestsName)
	if err := c.list(PackageName, func(string) bool { return false }); err != nil {
		return c.result, err
	}
	return c.result, c.facts()
}

// Folder checks a static copy of the site.
func Folder(ctx context.Context, files fs.FS, o Options) (*Result, error) {
	c, err := newFileCheck(ctx, files, o)
	if err != nil {
		return nil, err
	}
	c.keys()
	if _, err := fs.Stat(files, path.Join("verify", ManifestsName)); err == nil {
		c.chained(path.Join("verify", ManifestsName))
	}
	// What a copy keeps for the next one begins with a dot; it is no page.
	if err := c.list(SiteName, func(p string) bool { return p != "." && strings.HasPrefix(path.Base(p), ".mingzhang") }); err != nil {
		return c.result, err
	}
	return c.result, c.pages()
}

// pages checks the data files of editions against their manifests: a list of
// files that was signed after the database was altered does not help.
func (c *fileCheck) pages() error {
	return fs.WalkDir(c.files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".json" {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if key, ok := strings.CutPrefix(path.Dir(p), "e/"); ok && path.Base(p) == "manifest.json" {
			c.manifest(p, key)
			return nil
		}
		first, _, _ := strings.Cut(p, "/")
		if first != "e" && first != "u" {
			return nil
		}
		b, err := c.read(p)
		if err != nil {
			return err
		}
		c.dataFile(p, b)
		return nil
	})
}

// manifest checks the manifest of an edition in a static copy.
func (c *fileCheck) manifest(name, key string) {
	b, err := c.read(name)
	if err != nil {
		c.result.add(Alteration{File: name, What: err.Error()})
		return
	}
	s, m, err := Read(b)
	if err != nil {
		c.result.add(Alteration{File: name, What: err.Error()})
		return
	}
	c.result.Editions++
	if wrong := c.trust.Seal(s); wrong != "" {
		c.result.of(m, name, "清单", wrong)
		return
	}
	if m.Key != key {
		c.result.of(m, name, "清单", "是另一版的清单")
	}
	if _, ok := c.manifests[m.Key]; !ok {
		c.manifests[m.Key] = m
	}
}

// dataFile checks a data file of an edition's page.
func (c *fileCheck) dataFile(name string, b []byte) {
	var head struct {
		Edition struct {
			Key string `json:"edition"`
		} `json:"edition"`
	}
	if json.Unmarshal(b, &head) != nil || head.Edition.Key == "" {
		return
	}
	m, ok := c.manifests[head.Edition.Key]
	if !ok {
		return
	}
	page := "report.json"
	for _, part := range []string{"checks.json", "forms", "evaluations"} {
		if rest := strings.Split(name, "/"); slices.Contains(rest, part) {
			page = strings.Join(rest[slices.Index(rest, part):], "/")
		}
	}
	if _, ok := m.Pages.Files[page]; !ok {
		return
	}
	for _, f := range compareData(m, page, b) {
		c.result.of(m, name, f.item, f.what)
	}
}

// compareData says what of a data file is not as it was signed.
func compareData(m Manifest, page string, b []byte) []finding {
	sum, err := PageSum(b)
	if err != nil {
		return []finding{{"页面数据 " + page, err.Error()}}
	}
	head := compareHead(m, b)
	if sum == m.Pages.Files[page] {
		return head
	}
	if page == "report.json" {
		if r, err := reportOf(b); err == nil {
			if found, err := compareReport(m, r, ""); err == nil && len(found) > 0 {
				return append(head, found...)
			}
		}
	}
	if m.Pages.Rule != PagesRule {
		return head // written by another program
	}
	return append(head, finding{"页面数据 " + page, "与签名的清单不符"})
}

// compareHead says what a data file says otherwise of where it is from.
func compareHead(m Manifest, b []byte) []finding {
	var file struct {
		Edition *struct {
			Key         string `json:"edition"`
			Number      int    `json:"edition_number"`
			PublishedAt string `json:"published_at"`
			Disclosed   string `json:"disclosed"`
			Title       string `json:"source_title"`
			URL         string `json:"source_url"`
			Licence     string `json:"licence"`
			Note        string `json:"note"`
		} `json:"edition"`
	}
	if err := json.Unmarshal(b, &file); err != nil || file.Edition == nil {
		return []finding{{"页面数据的版本信息", "缺了，或被改动过"}}
	}
	e, now := file.Edition, m
	now.Key, now.Edition, now.PublishedAt = e.Key, e.Number, e.PublishedAt
	now.Source = Source{Title: e.Title, URL: e.URL, Disclosed: e.Disclosed, Licence: e.Licence, Note: e.Note}
	return compareEdition(m, now)
}

// Downloads checks files that somebody has downloaded against the manifest of
// their edition, which is one of them.
func Downloads(ctx context.Context, names []string, read func(string) ([]byte, error), keys []data.PublicKey, o Options) (*Result, error) {
	trust, err := o.trust()
	if err != nil {
		return nil, err
	}
	r := &Result{}
	for _, wrong := range trust.Extend(keys) {
		r.add(Alteration{Item: "密钥", What: wrong})
	}
	var m Manifest
	contents := map[string][]byte{}
	for _, name := range names {
		b, err := read(name)
		if err != nil {
			return nil, err
		}
		if s, found, err := Read(b); err == nil {
			if m.Key != "" {
				return nil, fmt.Errorf("一次只核对一份清单，却给了两份：请把 %s 分开核对", name)
			}
			m = found
			r.Editions, r.Last, r.LastHash = 1, m.Chain, s.Hash
			if wrong := trust.Seal(s); wrong != "" {
				r.of(m, name, "清单", wrong)
			}
			continue
		}
		contents[name] = b
	}
	if m.Key == "" {
		return nil, errors.New("没有给出签名清单（网站每一版的 manifest.json）。请从报告页或 /verify 下载后一起核对")
	}
	for _, name := range names {
		b, ok := contents[name]
		if !ok {
			continue
		}
		if err := ctx.Err(); err != nil {
			return r, err
		}
		r.Files++
		for _, f := range download(m, b) {
			r.of(m, name, f.item, f.what)
		}
	}
	return r, nil
}

// download says what of a downloaded file is not as the manifest has it.
func download(m Manifest, b []byte) []finding {
	if Sum(b) == m.Document.SHA256 || Sum(b) == m.Document.Text {
		return nil
	}
	sum, err := PageSum(b)
	if err != nil {
		return []finding{{"文件原文", fmt.Sprintf("与公开时的不是同一份：SHA-256 应是 %s，这个文件是 %s", m.Document.SHA256, Sum(b))}}
	}
	for page, known := range m.Pages.Files {
		if known == sum {
			return compareData(m, page, b)
		}
	}
	if r, err := reportOf(b); err == nil && len(r.Facts) > 0 {
		return compareData(m, "report.json", b)
	}
	if m.Pages.Rule != PagesRule {
		return []finding{{"页面数据", "由另一版程序写成，无法核对；请改为核对文件原文和报告的 JSON"}}
	}
	return []finding{{"页面数据", "与签名的清单里任何一页都不符"}}
}
