package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

func newVerify() *cobra.Command {
	var key, last string
	cmd := &cobra.Command{
		Use:   "verify 数据库、数据包.zip、静态副本文件夹，或 manifest.json 和下载的文件…",
		Short: "离线核对有没有被改动过",
		Long: `用公钥核对，不联网，不改动任何文件：
  数据库           每一份文件的字节、每一个数字、每一份清单和清单的链
  数据包 zip       网站“数据”页下载的那一个
  文件夹           portal export site 写出的静态副本
  manifest.json …  一版的签名清单，连同下载的文件原文、报告或报表的 JSON

被改动的逐条列出：单位、年度、哪一项、现在是什么、原来是什么（能知道的话）。
公钥在网站的 /verify 页；请从另一处（公告、别的网站、别人手里）核实它，网站自己说的不算数。

退出码：0 没有改动；1 有改动，或无法核对；2 用法不对。`,
		Example: `  portal verify --key 公钥.pem mingzhang.db
  portal verify --key MCowBQYDK2VwAyEA… mingzhang-csv.zip
  portal verify --key keys.json manifest.json 决算.pdf 2024.json`,
		Args: atLeastOne("要核对的数据库、数据包、文件夹或 manifest.json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if key == "" {
				return &usageError{commandName(cmd), "要用 --key 写明公钥：PEM 文件、keys.json，或 base64 的公钥本身"}
			}
			o := seal.Options{Last: last}
			var err error
			var keys []data.PublicKey
			if o.Key, keys, err = publicKey(key); err != nil {
				return err
			}
			progress := &verifyBar{w: cmd.ErrOrStderr()}
			o.Progress = progress.show
			r, err := verify(cmd.Context(), args, keys, o)
			progress.end()
			if err != nil {
				return err
			}
			return report(cmd.OutOrStdout(), r)
		},
	}
	cmd.Flags().StringVar(&key, "key", env("PORTAL_PUBLIC_KEY", ""), "公钥：PEM 文件、keys.json，或 base64 的公钥本身（PORTAL_PUBLIC_KEY）")
	cmd.Flags().StringVar(&last, "last", "", "以前抄下的最后一份清单的 SHA-256：它必须还在链上")
	return cmd
}

// mostKey bounds what is read as a file with a key.
const mostKey = 16 << 20

// publicKey reads the key that somebody gives: a file, or the key itself.
func publicKey(given string) (key string, all []data.PublicKey, err error) {
	b, err := readFile(given, mostKey)
	if err != nil {
		if _, plain := seal.ParsePublic(given); plain == nil {
			return given, nil, nil
		}
		return "", nil, fmt.Errorf("“%s”不是公钥，也没有这个文件", given)
	}
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		if all, err = seal.ReadKeys(b); err != nil {
			return "", nil, fmt.Errorf("%s 里的公钥读不出：%w", given, err)
		}
		if len(all) == 0 {
			return "", nil, fmt.Errorf("%s 里没有公钥：那个网站还没有建立签名密钥（portal key create）", given)
		}
		return all[len(all)-1].Public, all, nil
	}
	_, err = seal.ParsePublic(string(b))
	return string(b), nil, err
}

func readFile(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("%s 太大（超过 %s）", name, sizeWords(most))
	}
	return b, err
}

// mostDownload bounds one downloaded file.
const mostDownload = 1 << 30

func verify(ctx context.Context, args []string, keys []data.PublicKey, o seal.Options) (*seal.Result, error) {
	if len(args) == 1 {
		info, err := os.Stat(args[0])
		if err != nil {
			return nil, fmt.Errorf("打不开 %s：请检查名字和权限（%w）", args[0], err)
		}
		if info.IsDir() {
			root, err := os.OpenRoot(args[0])
			if err != nil {
				return nil, err
			}
			defer root.Close()
			return seal.Folder(ctx, root.FS(), o)
		}
		f, err := os.Open(args[0])
		if err != nil {
			return nil, fmt.Errorf("打不开 %s：%w", args[0], err)
		}
		head := make([]byte, 16)
		n, _ := io.ReadFull(f, head)
		f.Close()
		switch head = head[:n]; {
		case bytes.HasPrefix(head, []byte("PK")):
			return seal.Package(ctx, args[0], o)
		case bytes.HasPrefix(head, []byte("SQLite format 3")):
			return seal.Database(ctx, args[0], o)
		case filepath.Ext(args[0]) == ".db" || filepath.Ext(args[0]) == ".sqlite" || filepath.Ext(args[0]) == ".zip":
			return nil, fmt.Errorf("%s 开头的字节不对，已损坏，或不是这种文件", args[0])
		}
	}
	return seal.Downloads(ctx, args, func(name string) ([]byte, error) { return readFile(name, mostDownload) }, keys, o)
}

func report(out io.Writer, r *seal.Result) error {
	for _, a := range r.Altered {
		fmt.Fprintln(out, "改动："+a.String())
	}
	for _, n := range r.Notes {
		fmt.Fprintln(out, "说明："+n)
	}
	fmt.Fprintf(out, "核对了 %d 版", r.Editions)
	for _, c := range []struct {
		n    int
		word string
	}{{r.Documents, "份文件原文"}, {r.Figures, "条事实"}, {r.Files, "个文件"}} {
		if c.n > 0 {
			fmt.Fprintf(out, "，%d %s", c.n, c.word)
		}
	}
	if r.Last.Number > 0 {
		fmt.Fprintf(out, "；最后一份清单是第 %d 份，SHA-256 %s", r.Last.Number, r.LastHash)
	}
	fmt.Fprintln(out, "。")
	if !r.Whole() {
		fmt.Fprintf(out, "结果：有 %d 处被改动，或无法核对。\n", len(r.Altered))
		return errFound
	}
	fmt.Fprintln(out, "结果：没有改动。")
	return nil
}

// verifyBar is a bar that learns how long it is when the work begins.
type verifyBar struct {
	w    io.Writer
	bar  bar
	done int
}

func (b *verifyBar) show(done, all int) {
	if b.bar.bar == nil {
		b.bar = newBar(b.w, "核对", all)
	}
	for ; b.done < done; b.done++ {
		b.bar.tick()
	}
}

func (b *verifyBar) end() { b.bar.end() }
