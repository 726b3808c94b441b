package document

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"
)

const (
	xlsxType   = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	damaged    = "请用表格软件打开原文件，另存为新的 xlsx 文件后再试；打不开的，请重新下载"
	wrongFile  = "请确认没有选错文件"
	hiddenWhy  = "在工作簿里设为隐藏，打开时看不见"
	noCellsWhy = "里面没有单元格"
)

// readXLSX reads a workbook of Excel 2007 and later, or of WPS. The parts are
// read as streams by encoding/xml: only so a sheet of a million formatted
// rows, or one cell at its far corner, costs no more than what is written.
func readXLSX(in *input) (*Document, error) {
	ctx, cancel := context.WithTimeout(in.ctx, in.limits.Time)
	defer cancel()
	b := &builder{}
	err := addXLSX(ctx, in, b)
	switch {
	case err == nil:
		return in.finish(b, xlsxType, 0)
	case in.ctx.Err() != nil:
		return nil, in.ctx.Err()
	}
	return nil, in.sheetError(err, "xlsx")
}

// sheetError says what is wrong with a workbook.
func (in *input) sheetError(err error, kind string) error {
	var place *partError
	where := ""
	if errors.As(err, &place) {
		where = place.where
	}
	switch {
	case errors.As(err, new(*Error)):
		return err
	case errors.Is(err, errCells):
		return in.fail(wrongFile, "%s表格超过 %d 格的上限", where, in.limits.Cells)
	case errors.Is(err, errCharacters):
		return in.fail(wrongFile, "%s文字超过 %d 字的上限", where, in.limits.Characters)
	case errors.Is(err, errEncrypted):
		return in.encrypted()
	case errors.Is(err, errBomb), errors.Is(err, errParts):
		return in.failPack("", err)
	case errors.Is(err, errMerges):
		return in.fail(damaged, "%s合并单元格互相重叠，文件已损坏", where)
	case errors.Is(err, context.DeadlineExceeded):
		return in.fail("请删去没有用到的行和工作表后再试", "%s用 %d 秒还没有读完", where, int(in.limits.Time.Seconds()))
	}
	return in.fail(damaged, "%s内容不完整或已损坏，不能作为 %s 文件读取", where, kind)
}

// partError is an error with the place it happened at.
type partError struct {
	where string
	err   error
}

func (e *partError) Error() string { return e.where + e.err.Error() }
func (e *partError) Unwrap() error { return e.err }

// inSheet adds the sheet's name to an error.
func inSheet(name string, err error) error {
	if err == nil {
		return nil
	}
	return &partError{fmt.Sprintf("工作表“%s”", name), err}
}

// xlsxBook is what all sheets of a workbook share.
type xlsxBook struct {
	ctx      context.Context
	pkg      xlsxPackage
	budget   *sheetBudget
	base1904 bool
	strings  []string
	styles   xlsxStyles
}

type xlsxWorkbook struct {
	Pr struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []xlsxSheetRef `xml:"sheets>sheet"`
}

// xlsxSheetRef names a sheet. The relation's attribute has two namespaces, by
// the two editions of the standard.
type xlsxSheetRef struct {
	Name  string     `xml:"name,attr"`
	State string     `xml:"state,attr"`
	Attrs []xml.Attr `xml:",any,attr"`
}

func (r xlsxSheetRef) relation() string {
	for _, a := range r.Attrs {
		if a.Name.Local == "id" {
			return a.Value
		}
	}
	return ""
}

func addXLSX(ctx context.Context, in *input, b *builder) error {
	p, err := openPack(in.data, in.limits.Unpacked)
	if err != nil {
		return err
	}
	pkg := xlsxPackage{p}
	book := &xlsxBook{ctx: ctx, pkg: pkg, budget: newSheetBudget(in.limits)}
	main := "xl/workbook.xml"
	for _, rel := range pkg.relations("") {
		if strings.HasSuffix(rel.Type, "/officeDocument") {
			main = resolvePart("", rel.Target)
		}
	}
	if strings.HasSuffix(strings.ToLower(main), ".bin") {
		return in.fail("请打开后另存为 xlsx，再试一次", "这是二进制工作簿（xlsb），不能读取")
	}
	var workbook xlsxWorkbook
	if err := pkg.decode(main, &workbook); err != nil {
		return err
	}
	book.base1904 = xmlTrue(workbook.Pr.Date1904)
	sheets := map[string]xlsxRelation{}
	for _, rel := range pkg.relations(main) {
		rel.Target = resolvePart(path.Dir(main), rel.Target)
		sheets[rel.ID] = rel
		switch {
		case strings.HasSuffix(rel.Type, "/sharedStrings"):
			book.strings, err = pkg.sharedStrings(ctx, rel.Target, 4*in.limits.Characters)
		case strings.HasSuffix(rel.Type, "/styles"):
			err = book.styles.read(pkg, rel.Target)
		}
		if err != nil {
			return err
		}
	}
	for _, ref := range workbook.Sheets {
		rel := sheets[ref.relation()]
		switch {
		case ref.State == "hidden" || ref.State == "veryHidden":
			b.omit(fmt.Sprintf("隐藏的工作表“%s”", ref.Name), hiddenWhy)
		case rel.Type != "" && !strings.HasSuffix(rel.Type, "/worksheet"):
			b.omit(fmt.Sprintf("图表或宏工作表“%s”", ref.Name), noCellsWhy)
		default:
			s, err := book.sheet(ref.Name, rel.Target)
			if err == nil {
				err = s.add(b, in.limits.Cells)
			}
			if err != nil {
				return inSheet(ref.Name, err)
			}
		}
	}
	pkg.omitParts(b)
	return nil
}

// xmlTrue reads a boolean attribute.
func xmlTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
