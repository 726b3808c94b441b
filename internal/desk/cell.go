package desk

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"mingzhang/internal/fiscal"
)

// longestCell is how many characters a cell may be said to hold: goals run to
// several paragraphs.
const longestCell = 5000

// cell gives a cell of an evaluation, and with it every row that a merged one
// covers, another text.
func (a *applying) cell(c Correction) error {
	e, err := a.evaluation(c.What.Cell)
	if err != nil {
		return err
	}
	ref := c.What.Cell
	if ref.At != nil {
		p, err := a.figure(ref.At)
		if err != nil {
			return err
		}
		if _, printed := e.Cells[ref.Address]; !printed {
			e.Cells[ref.Address] = *a.source(p)
		}
	}
	for _, address := range e.Merged(ref.Address) {
		text := e.Cell(address)
		was := *text
		if before, again := e.Corrected[address]; again {
			was = before.Was
		}
		*text = c.What.Text
		if was == c.What.Text { // as the reader had it
			delete(e.Corrected, address)
			continue
		}
		if e.Corrected == nil {
			e.Corrected = map[string]fiscal.CellCorrection{}
		}
		e.Corrected[address] = fiscal.CellCorrection{At: stamp(c.At), By: c.By.Name, Why: c.Why, Was: was}
	}
	return nil
}

// evaluation returns the evaluation of a cell that there is.
func (a *applying) evaluation(ref *CellRef) (*fiscal.Evaluation, error) {
	if ref == nil || ref.Evaluation < 0 || ref.Evaluation >= len(a.r.Evaluations) {
		return nil, errors.New("草稿里没有这张绩效自评表")
	}
	e := &a.r.Evaluations[ref.Evaluation]
	if e.Cell(ref.Address) == nil {
		return nil, errors.New("这张绩效自评表里没有这一格")
	}
	return e, nil
}

// validCell is Valid of a cell.
func (a *applying) validCell(now *fiscal.Report, c Correction) (Correction, error) {
	e, err := a.evaluation(c.What.Cell)
	if err != nil {
		return c, err
	}
	ref := c.What.Cell
	text := strings.TrimSpace(strings.ReplaceAll(c.What.Text, "\r\n", "\n"))
	c.What.Text = text
	switch {
	case !utf8.ValidString(text):
		return c, errors.New("格里的文字有读不出的字符，请重新输入")
	case utf8.RuneCountInString(text) > longestCell:
		return c, fmt.Errorf("格里的文字太长，最多 %d 字", longestCell)
	case text == *now.Evaluations[ref.Evaluation].Cell(ref.Address):
		return c, errors.New("这一格现在就是这样读的，没有改动")
	}
	if ref.At == nil {
		return c, nil
	}
	if _, err := a.figure(ref.At); err != nil {
		return c, err
	}
	if _, printed := e.Cells[ref.Address]; printed {
		return c, errors.New("这一格已经读到原文的另一处；要改它的文字，请点那一处来改")
	}
	if err := stillUnread(now, *ref.At); err != nil {
		return c, err
	}
	if text == "" {
		return c, errors.New("请照原文填写这一格的文字")
	}
	return c, nil
}
