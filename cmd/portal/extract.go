package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
)

func newExtract() *cobra.Command {
	var pretty, text bool
	cmd := &cobra.Command{
		Use:   "extract 文件、文件夹或 zip…",
		Short: "把文件读成结构化数据（JSON），不动数据库",
		Long: `读取一份或多份部门决算，每份输出一个 JSON 对象，一行一个。可以读 docx、doc、pdf、
xlsx、xls、html 和 txt；同一个文件夹或 zip 里合起来是一个单位一年的几个文件（正文和报表）
作为一份读出。字段含义见 docs/contract.md；字段名稳定，可以放心用在别的程序里。
不止一个文件时，最后在标准错误上列一张表：每份的格式、数字、读懂、未懂、事实、不符、用时。

退出码：0 全部读出；1 至少一份读不了（该份只有 document 和 error 两项）；2 用法不对。`,
		Example: `  portal extract 决算.txt | jq .facts
  portal extract --pretty 决算.txt
  portal extract --text 决算.txt      输出规整后的全文，各处 start、end 都以它的字符计数`,
		Args: atLeastOne("要读取的文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if pretty && text {
				return &usageError{"extract ", "--pretty 和 --text 只能选一个"}
			}
			failed := false
			files := collect(args)
			bar := newBar(cmd.ErrOrStderr(), "读取", len(files))
			overview := newOverview()
			for r := range intake.ReadAll(cmd.Context(), files, bar.tick) {
				if r.Err != nil {
					failed = true
					bar.clear()
					fmt.Fprintf(cmd.ErrOrStderr(), "%v\n", r.Err)
				}
				if err := printReading(cmd.OutOrStdout(), r, pretty, text); err != nil {
					return err
				}
				overview.add(r)
			}
			bar.end()
			if len(files) > 1 {
				overview.print(cmd.ErrOrStderr())
			}
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if failed {
				return errFound
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&pretty, "pretty", false, "缩进输出，便于阅读")
	cmd.Flags().BoolVar(&text, "text", false, "只输出规整后的全文")
	addLimits(cmd)
	return cmd
}

// collect finds the files one path at a time, so that one wrong path does not
// keep the others from being read.
func collect(paths []string) []intake.File {
	var files []intake.File
	for _, p := range paths {
		found, err := intake.Collect([]string{p})
		if err != nil {
			// A path that is not there is a document that cannot be read: it
			// gets its object like any other.
			found = []intake.File{{Name: p, Path: p, Open: func() ([]byte, error) { return nil, err }}}
		}
		files = append(files, found...)
	}
	return files
}

// unreadable is the object of a document that could not be read.
type unreadable struct {
	Document fiscal.Document `json:"document"`
	Error    string          `json:"error"`
}

func printReading(w io.Writer, r intake.Reading, pretty, text bool) error {
	if text {
		if r.Document == nil {
			return nil
		}
		_, err := io.WriteString(w, r.Document.Text)
		return err
	}
	var object any = r.Report
	if r.Err != nil {
		d := fiscal.Document{Name: r.File.Name, Bytes: len(r.Bytes)}
		if r.Document != nil {
			d.SHA256, d.MediaType, d.Pages = r.Document.SHA256, r.Document.MediaType, r.Document.Pages
		}
		object = unreadable{d, r.Err.Error()}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if pretty {
		enc.SetIndent("", "  ")
	}
	if err := enc.Encode(object); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
