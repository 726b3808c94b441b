package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// Names within the folder of a copy.
const (
	// ManifestFile lists every file of a copy with its length and hash.
	ManifestFile = "site-manifest.json"
	// SignatureFile is the signature of the list, when there is a key.
	SignatureFile = "site-manifest.json.sig"

	stateFolder = ".mingzhang-site" // what the next copy needs to know; no page of the site
	stateFile   = stateFolder + "/state.json"
	journalFile = stateFolder + "/journal"
	lockFile    = stateFolder + "/lock"
)

// File is one file of a copy.
type File struct {
	Path   string `json:"path"` // within the folder, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// part is a part of the copy that is made and forgotten as one: the pages of a
// unit, or those of none.
type part struct {
	State string   `json:"state"`           // of what its pages are made from
	Files []File   `json:"files"`           // by path
	Links []string `json:"links,omitempty"` // addresses of other parts that its pages lead to
	Extra []string `json:"extra,omitempty"` // addresses that only pages of other parts lead to
}

// folder is where a copy is written. It knows which files are its own and
// touches no other.
type folder struct {
	root string
	lock *os.File

	mu      sync.Mutex
	parts   map[string]*part
	own     map[string]bool
	was     map[string]File // as they are on the disk
	journal *os.File
	made    map[string]bool // folders that are there
}

func openFolder(root string) (*folder, error) {
	f := &folder{root: root, parts: map[string]*part{}, own: map[string]bool{}, was: map[string]File{}, made: map[string]bool{}}
	if err := f.usable(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.at(stateFolder), 0o755); err != nil {
		return nil, f.trouble(err)
	}
	var err error
	if f.lock, err = lock(f.at(lockFile)); err != nil {
		return nil, fmt.Errorf("另一个导出正在写文件夹 %s，请等它结束", root)
	}
	if err := f.recall(); err != nil {
		f.close()
		return nil, err
	}
	if f.journal, err = os.OpenFile(f.at(journalFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644); err != nil {
		f.close()
		return nil, f.trouble(err)
	}
	return f, nil
}

// usable says why a folder cannot be written to, before anything is.
func (f *folder) usable() error {
	info, err := os.Stat(f.root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return f.trouble(err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s 是一个文件，请指定一个文件夹", f.root)
	}
	entries, err := os.ReadDir(f.root)
	if err != nil {
		return f.trouble(err)
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(f.at(stateFolder)); err != nil {
		return fmt.Errorf("文件夹 %s 里已有别的文件（例如 %s），没有改动它；请指定一个空文件夹，或上次导出的文件夹", f.root, entries[0].Name())
	}
	return nil
}

// recall reads what earlier copies left, finished or not.
func (f *folder) recall() error {
	for _, name := range []string{stateFile, journalFile} {
		notes, err := f.notes(name)
		if err != nil {
			return err
		}
		for _, n := range notes {
			// A part that was made anew may have left files of the older one, and a
			// copy that was killed has not swept them: all are its own.
			if n.Part == nil {
				f.own[n.Name] = true
				continue
			}
			f.parts[n.Name] = n.Part
			for _, one := range n.Part.Files {
				f.own[one.Path] = true
			}
		}
	}
	for _, p := range f.parts {
		for _, one := range p.Files {
			f.was[one.Path] = one
		}
	}
	for _, name := range []string{ManifestFile, SignatureFile} {
		f.own[name] = true
	}
	return nil
}

// note is a line of the journal, or of what a copy leaves for the next: a file
// that is about to be written, or a part that is whole.
type note struct {
	Name string `json:"name"`
	Part *part  `json:"part,omitempty"`

	Parts map[string]*part `json:"parts,omitempty"` // all of a copy, as older versions left them
}

// notes reads a file of notes. One that cannot be read, the last of a copy that
// was killed, is none: its part is made anew.
func (f *folder) notes(name string) ([]note, error) {
	body, err := os.ReadFile(f.at(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, f.trouble(err)
	}
	lines := bytes.Split(body, []byte("\n"))
	read := make([]note, len(lines))
	var reading errgroup.Group
	reading.SetLimit(runtime.GOMAXPROCS(0))
	for i, line := range lines {
		reading.Go(func() error {
			if json.Unmarshal(line, &read[i]) != nil {
				read[i] = note{}
			}
			return nil
		})
	}
	_ = reading.Wait() // no reading fails
	notes := make([]note, 0, len(read))
	for _, n := range read {
		for name, p := range n.Parts {
			notes = append(notes, note{Name: name, Part: p})
		}
		if n.Name != "" || n.Part != nil {
			notes = append(notes, note{Name: n.Name, Part: n.Part})
		}
	}
	return notes, nil
}

func (f *folder) note(n note) error {
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	_, err = f.journal.Write(append(line, '\n'))
	return f.trouble(err)
}

// finish remembers that a part is whole.
func (f *folder) finish(name string, p *part) error {
	if err := f.note(note{Name: name, Part: p}); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.parts[name] = p
	return nil
}

// whole reports whether every file of a part is there as it was written, by
// its length.
func (f *folder) whole(p *part) bool {
	for _, one := range p.Files {
		info, err := os.Lstat(f.at(one.Path))
		if err != nil || !info.Mode().IsRegular() || info.Size() != one.Bytes {
			return false
		}
	}
	return true
}

// put writes a file unless it is there as it is to be; written says whether it
// was.
func (f *folder) put(name string, body []byte) (one File, written bool, err error) {
	sum := sha256.Sum256(body)
	one = File{Path: name, Bytes: int64(len(body)), SHA256: hex.EncodeToString(sum[:])}
	if f.has(one) {
		return one, false, nil
	}
	if err := f.claim(name); err != nil {
		return one, false, err
	}
	if err := writeFile(f.at(name), body); err != nil {
		return one, false, f.trouble(err)
	}
	f.wrote(one)
	return one, true, nil
}

// stream is put for a file too large to be held: write writes it.
func (f *folder) stream(name string, write func(io.Writer) error) (one File, written bool, err error) {
	one = File{Path: name}
	if err := f.claim(name); err != nil {
		return one, false, err
	}
	full := f.at(name)
	file, err := os.Create(full + beside)
	if err != nil {
		return one, false, f.trouble(err)
	}
	defer os.Remove(full + beside)
	sum := sha256.New()
	if err := write(io.MultiWriter(file, sum)); err != nil {
		file.Close()
		return one, false, err
	}
	if one.Bytes, err = file.Seek(0, io.SeekCurrent); err == nil {
		err = file.Close()
	}
	one.SHA256 = hex.EncodeToString(sum.Sum(nil))
	if err != nil || f.has(one) {
		return one, false, f.trouble(err)
	}
	if err := os.Rename(full+beside, full); err != nil {
		return one, false, f.trouble(err)
	}
	f.wrote(one)
	return one, true, nil
}

// has reports whether a file is there as it is to be.
func (f *folder) has(one File) bool {
	f.mu.Lock()
	was, known := f.was[one.Path]
	f.mu.Unlock()
	if !known || was != one {
		return false
	}
	info, err := os.Lstat(f.at(one.Path))
	return err == nil && info.Mode().IsRegular() && info.Size() == one.Bytes
}

// claim makes sure that a file may be written, and notes that it will be.
func (f *folder) claim(name string) error {
	f.mu.Lock()
	own := f.own[name]
	f.mu.Unlock()
	if !own {
		if _, err := os.Lstat(f.at(name)); err == nil {
			return fmt.Errorf("%s 不是导出写的文件，没有覆盖它；请把它移走再运行同一条命令", f.at(name))
		}
		if err := f.note(note{Name: name}); err != nil {
			return err
		}
	}
	return f.folderOf(name)
}

func (f *folder) wrote(one File) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.own[one.Path], f.was[one.Path] = true, one
}

func (f *folder) folderOf(name string) error {
	dir := path.Dir(name)
	f.mu.Lock()
	there := f.made[dir]
	f.mu.Unlock()
	if there {
		return nil
	}
	if err := os.MkdirAll(f.at(dir), 0o755); err != nil {
		return f.trouble(err)
	}
	f.mu.Lock()
	f.made[dir] = true
	f.mu.Unlock()
	return nil
}

// beside is the name under which a file is written before it gets its own.
const beside = ".mingzhang-new"

// writeFile writes a file such that it is there whole or not at all.
func writeFile(full string, body []byte) error {
	if err := os.WriteFile(full+beside, body, 0o644); err != nil {
		_ = os.Remove(full + beside)
		return err
	}
	return os.Rename(full+beside, full)
}

// sweep removes the files of earlier copies that are not in this one, and
// folders that this leaves empty.
func (f *folder) sweep(now map[string]bool) (removed int, err error) {
	for name := range f.own {
		if now[name] || name == ManifestFile || name == SignatureFile {
			continue
		}
		_ = os.Remove(f.at(name) + beside) // of a copy that was killed
		switch err := os.Remove(f.at(name)); {
		case err == nil:
			removed++
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return removed, f.trouble(err)
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(f.at(dir)) != nil {
				break // not empty
			}
		}
	}
	return removed, nil
}

func (f *folder) at(name string) string { return filepath.Join(f.root, filepath.FromSlash(name)) }

func (f *folder) close() {
	if f.journal != nil {
		f.journal.Close()
	}
	if f.lock != nil {
		f.lock.Close()
	}
}

// trouble says what to do about an error of the disk.
func (f *folder) trouble(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("磁盘写满了，副本还没有写完：请腾出空间，再运行同一条命令，会接着写（%w）", err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("不能写文件夹 %s：请检查权限，或换一个文件夹（%w）", f.root, err)
	}
	return fmt.Errorf("写文件夹 %s 出错：%w", f.root, err)
}
