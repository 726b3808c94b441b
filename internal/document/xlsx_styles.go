package document

import "strconv"

// xlsxStyles is what the styles of a workbook say about how cells are shown.
type xlsxStyles struct {
	formats *formatTable
	cells   []cellStyle
}

// cellStyle is how the cells of one style are shown.
type cellStyle struct {
	format int // number of its number format
	border bool
}

type xlsxStyleSheet struct {
	Formats []struct {
		ID   string `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Borders []struct {
		Sides []struct {
			Style string `xml:"style,attr"`
		} `xml:",any"`
	} `xml:"borders>border"`
	Cells []struct {
		Format string `xml:"numFmtId,attr"`
		Border string `xml:"borderId,attr"`
	} `xml:"cellXfs>xf"`
}

func (s *xlsxStyles) read(pkg xlsxPackage, name string) error {
	var sheet xlsxStyleSheet
	if err := pkg.decode(name, &sheet); err != nil {
		return err
	}
	s.formats = newFormatTable()
	for _, f := range sheet.Formats {
		if id, err := strconv.Atoi(f.ID); err == nil {
			s.formats.codes[id] = unescapeXLSX(f.Code)
		}
	}
	bordered := make([]bool, len(sheet.Borders))
	for i, b := range sheet.Borders {
		for _, side := range b.Sides {
			bordered[i] = bordered[i] || side.Style != "" && side.Style != "none"
		}
	}
	for _, c := range sheet.Cells {
		var out cellStyle
		out.format, _ = strconv.Atoi(c.Format)
		if i, err := strconv.Atoi(c.Border); err == nil && i >= 0 && i < len(bordered) {
			out.border = bordered[i]
		}
		s.cells = append(s.cells, out)
	}
	return nil
}

func (s *xlsxStyles) format(style int) *numberFormat {
	if s.formats == nil || style < 0 || style >= len(s.cells) {
		return generalFormat
	}
	return s.formats.format(s.cells[style].format)
}

func (s *xlsxStyles) border(style int) bool {
	return style >= 0 && style < len(s.cells) && s.cells[style].border
}
