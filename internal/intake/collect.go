package intake

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"mingzhang/internal/document"
)

// File is one file to be read, wherever it lies.
type File struct {
	Name     string // base name, as shown to people
	Path     string // where it was found, for messages: folder/a.txt, b.zip/a.txt
	Folder   string // the folder or archive it lies in; "" for a file named by itself
	Archive  string // the archive itself, for what lies in one
	Open     func() ([]byte, error)
	Manifest *Entry // what the manifest beside it says of it, nil when nothing

	archive archive // what Archive names, nil where there is none
}

// Limits on what one archive may unpack to: a mistaken or hostile archive is
// refused before it fills memory.
const (
	maxArchiveFiles = 2000
	maxArchiveBytes = 512 << 20
)

// Collect finds the files that paths name: files as they are, folders with all
// that is below them, zip archives with what is in them. Manifests, hidden
// files and lock files of office programs are left out. The order is that of
// paths, then of names.
func Collect(paths []string) ([]File, error) {
	var files []File
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, notThere(p, err)
		}
		var found []File
		switch {
		case info.IsDir():
			found, err = CollectFS(os.DirFS(p), p)
		case strings.EqualFold(filepath.Ext(p), ".zip"):
			found, err = collectZip(p)
		default:
			found, err = one(p)
		}
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

func notThere(p string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &document.Error{Name: p, Reason: "没有这个文件或文件夹", Remedy: "请检查路径是否写对"}
	}
	if errors.Is(err, fs.ErrPermission) {
		return &document.Error{Name: p, Reason: "没有读取权限", Remedy: "请检查文件权限"}
	}
	return &document.Error{Name: p, Reason: "打不开：" + err.Error()}
}

func one(p string) ([]File, error) {
	dir, name := filepath.Split(p)
	if dir == "" {
		dir = "."
	}
	m, err := readManifest(os.DirFS(dir), ".", filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	f := fileIn(os.DirFS(dir), name, p, m)
	f.Folder = ""
	return []File{f}, nil
}

// CollectFS finds the files of a folder; root names it in messages.
func CollectFS(fsys fs.FS, root string) ([]File, error) {
	var files []File
	manifests := map[string]*Manifest{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return notThere(path.Join(root, p), err)
		}
		if d.IsDir() {
			if p != "." && document.Ignored(d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if document.Ignored(d.Name()) || !d.Type().IsRegular() {
			return nil
		}
		dir := path.Dir(p)
		m, known := manifests[dir]
		if !known {
			if m, err = readManifest(fsys, dir, path.Join(root, dir, manifestName)); err != nil {
				return err
			}
			manifests[dir] = m
		}
		files = append(files, fileIn(fsys, p, path.Join(root, p), m))
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

func fileIn(fsys fs.FS, p, shown string, m *Manifest) File {
	name := path.Base(p)
	return File{
		Name: name, Path: shown, Folder: path.Dir(shown), Manifest: m.entry(name),
		Open: func() ([]byte, error) { return readLimited(fsys, p, shown) },
	}
}

// readLimited reads a file but never more than a document may have.
func readLimited(fsys fs.FS, p, shown string) ([]byte, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return nil, notThere(shown, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, &document.Error{Name: shown, Reason: "这是文件夹，不是文件"}
	} else if err == nil && info.Size() > document.DefaultLimits.Bytes {
		return nil, document.TooLarge(shown, info.Size())
	}
	data, err := io.ReadAll(io.LimitReader(f, document.DefaultLimits.Bytes+1))
	if err != nil {
		return nil, &document.Error{Name: shown, Reason: "读到一半出错：" + err.Error(), Remedy: "文件可能已损坏，请重新下载"}
	}
	if int64(len(data)) > document.DefaultLimits.Bytes {
		return nil, document.TooLarge(shown, int64(len(data)))
	}
	return data, nil
}

// archive gives the bytes of a zip archive to read at any place.
type archive func() (archiveFile, error)

// archiveFile is an archive that has been opened.
type archiveFile struct {
	io.ReaderAt
	io.Closer
	size int64
}

// onDisk is the archive at a path. It stays closed between reads, so that
// thousands of files need no open handles.
func onDisk(p string) archive {
	return func() (archiveFile, error) {
		f, err := os.Open(p)
		if err != nil {
			return archiveFile{}, err
		}
		info, err := f.Stat()
		if err != nil {
			f.Close()
			return archiveFile{}, err
		}
		return archiveFile{f, f, info.Size()}, nil
	}
}

func collectZip(p string) ([]File, error) { return CollectArchive(p, p) }

// CollectArchive finds the files of the zip archive at a path; shown names it
// in messages.
func CollectArchive(p, shown string) ([]File, error) {
	open := onDisk(p)
	a, err := open()
	if err != nil {
		return nil, notThere(shown, err)
	}
	defer a.Close()
	z, err := zip.NewReader(a, a.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &document.Error{Name: shown, Reason: "这个 zip 压缩包打不开，可能不完整", Remedy: "请重新压缩或重新下载后再试"}
	}
	if len(z.File) > maxArchiveFiles {
		return nil, &document.Error{Name: shown, Reason: fmt.Sprintf("压缩包里的文件超过 %d 个", maxArchiveFiles), Remedy: "请分成几批载入"}
	}
	var total uint64
	var files []File
	var m *Manifest
	for i, f := range z.File {
		name := document.ZipName(f)
		base := path.Base(name)
		if f.FileInfo().IsDir() || document.Ignored(name) && base != manifestName {
			continue
		}
		if total += f.UncompressedSize64; total > maxArchiveBytes {
			return nil, &document.Error{Name: shown, Reason: fmt.Sprintf("压缩包解开后超过 %d MB", maxArchiveBytes>>20), Remedy: "请分成几批载入"}
		}
		within := shown + "/" + name
		if base == manifestName {
			if data, err := open.read(i, within); err != nil {
				return nil, err
			} else if m, err = parseManifest(data, within); err != nil {
				return nil, err
			}
			continue
		}
		files = append(files, File{
			Name: base, Path: within, Folder: path.Dir(within), Archive: shown, archive: open,
			Open: func() ([]byte, error) { return open.read(i, within) },
		})
	}
	for i := range files {
		files[i].Manifest = m.entry(files[i].Name)
	}
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// whole returns the archive byte for byte.
func (open archive) whole() ([]byte, error) {
	a, err := open()
	if err != nil {
		return nil, err
	}
	defer a.Close()
	return io.ReadAll(io.NewSectionReader(a, 0, a.size))
}

// read unpacks the i-th file of the archive.
func (open archive) read(i int, shown string) ([]byte, error) {
	a, err := open()
	if err != nil {
		return nil, notThere(shown, err)
	}
	defer a.Close()
	z, err := zip.NewReader(a, a.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) || i >= len(z.File) {
		return nil, &document.Error{Name: shown, Reason: "压缩包在读取过程中被改动了", Remedy: "请重新载入"}
	}
	f, err := z.File[i].Open()
	if err != nil {
		return nil, &document.Error{Name: shown, Reason: "解不开：" + err.Error(), Remedy: "加密的压缩包请先解压"}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, document.DefaultLimits.Bytes+1))
	if err != nil {
		return nil, &document.Error{Name: shown, Reason: "解压到一半出错：" + err.Error(), Remedy: "压缩包可能已损坏，请重新下载"}
	}
	if int64(len(data)) > document.DefaultLimits.Bytes {
		return nil, document.TooLarge(shown, int64(len(data)))
	}
	return data, nil
}
