// Command crash kills the portal again and again, at random moments of loading,
// receiving and reading uploads, publishing, exporting and backing up, and makes
// sure each time that nothing is lost, half there or broken.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "\n没有通过："+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	rounds := flag.Int("rounds", 200, "杀多少次")
	portal := flag.String("portal", "bin/portal", "要杀的程序")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "随机种子；写同一个种子，次序与时刻大致重来一遍")
	folder := flag.String("dir", "", "在这个文件夹里做，做完留着（默认用临时文件夹，通过后删去）")
	only := flag.String("only", "", "只做其中几样，用逗号隔开："+strings.Join(kindNames(), "、"))
	flag.Parse()
	kinds, err := chosen(*only)
	if err != nil {
		return err
	}
	program, err := filepath.Abs(*portal)
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("没有 %s：请先 make build，或用 -portal 指明", program)
	}
	where := *folder
	if where == "" {
		if where, err = os.MkdirTemp("", "mingzhang-crash-"); err != nil {
			return err
		}
	} else if err := os.MkdirAll(where, 0o755); err != nil {
		return err
	}
	fmt.Printf("种子 %d，文件夹 %s\n", *seed, where)
	w := &world{portal: program, folder: where, database: filepath.Join(where, "mingzhang.db"), random: rand.New(rand.NewPCG(*seed, 1)), facts: map[string]int{}}
	if err := w.begin(ctx); err != nil {
		return fmt.Errorf("准备：%w", err)
	}
	counts := map[string]int{}
	began := time.Now()
	for n := range *rounds {
		k := kinds[n%len(kinds)]
		killed, err := k.strike(ctx, w)
		if err == nil {
			err = w.check(ctx)
		}
		if ctx.Err() != nil {
			return errors.New("停下了")
		}
		if err != nil {
			return fmt.Errorf("第 %d 次（%s）：%w；文件夹 %s 留着", n+1, k.name, err, where)
		}
		if killed {
			counts[k.name]++
		}
		fmt.Printf("\r%d/%d　%s　已公开 %d 版，上传 %d 份　", n+1, *rounds, k.name, len(w.published), len(w.uploaded))
	}
	if err := w.settle(ctx); err != nil {
		return fmt.Errorf("最后一次启动：%w；文件夹 %s 留着", err, where)
	}
	var words []string
	killed := 0
	for _, name := range kindNames() {
		words, killed = append(words, fmt.Sprintf("%s %d", name, counts[name])), killed+counts[name]
	}
	fmt.Printf("\n通过：%d 次里有 %d 次杀在半途（%s），用时 %s。已公开 %d 版，一版不少、没有半版；上传 %d 份，一份不少；数据库完整，操作记录没有断。\n",
		*rounds, killed, strings.Join(words, "，"), time.Since(began).Round(time.Second), len(w.published), len(w.uploaded))
	if *folder == "" {
		return os.RemoveAll(where)
	}
	return nil
}

// kind is something that the portal does while it is killed; killed says that
// it was, before it had come to its end.
type kind struct {
	name   string
	strike func(context.Context, *world) (killed bool, err error)
}

var kindsOfWork = []kind{
	{"load", load}, {"upload", upload}, {"publish", publish}, {"export", export}, {"upload", upload}, {"publish", publish}, {"backup", backup},
}

func kindNames() (names []string) {
	for _, k := range kindsOfWork {
		if !slices.Contains(names, k.name) {
			names = append(names, k.name)
		}
	}
	return names
}

func chosen(only string) (kinds []kind, err error) {
	if only == "" {
		return kindsOfWork, nil
	}
	for name := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(kindsOfWork, func(k kind) bool { return k.name == strings.TrimSpace(name) })
		if i < 0 {
			return nil, fmt.Errorf("没有“%s”这一样；有 %s", name, strings.Join(kindNames(), "、"))
		}
		kinds = append(kinds, kindsOfWork[i])
	}
	return kinds, nil
}
