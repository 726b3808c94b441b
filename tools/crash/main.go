// Command crash kills the portal with kill -9 at random moments of its work —
// starting, receiving, reading, approving, publishing, correcting, withdrawing,
// loading, exporting, backing up, restoring — and looks after every kill
// whether anything that somebody had been told of is lost or half there.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"mingzhang/tools/internal/portal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := options{log: os.Stderr}
	var only string
	flag.IntVar(&o.kills, "kills", 200, "杀多少次")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "随机种子；同一种子选同样的时刻（机器快慢不同，落点仍会不同）")
	flag.IntVar(&o.perWorld, "fresh", 40, "每杀多少次换一个新建的数据库")
	flag.StringVar(&o.program, "portal", "", "portal 程序（默认现编一个）")
	flag.StringVar(&only, "only", "", "只在这些环节杀，用逗号隔开："+strings.Join(phaseNames(), "、"))
	flag.StringVar(&o.keep, "keep", "", "把工作文件留在这个文件夹（默认用完即删）")
	flag.Parse()
	if only != "" {
		o.only = strings.Split(only, ",")
	}
	r, err := crash(ctx, o)
	if r != nil {
		r.print(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "没有做完：", err)
		os.Exit(2)
	}
	if len(r.findings) > 0 {
		os.Exit(1)
	}
}

// options say how often is killed, and what.
type options struct {
	kills, perWorld int
	seed            uint64
	program, keep   string
	only            []string
	small           bool // few and short documents
	log             interface{ Write([]byte) (int, error) }
}

// crash does all of it; the error is one of the harness, not of the portal.
func crash(ctx context.Context, o options) (r *result, err error) {
	folder := o.keep
	if folder == "" {
		if folder, err = os.MkdirTemp("", "mingzhang-crash-"); err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, err
	}
	if o.program == "" {
		o.program = filepath.Join(folder, "portal")
		if err := portal.Build(ctx, o.program); err != nil {
			return nil, err
		}
	}
	if o.program, err = filepath.Abs(o.program); err != nil {
		return nil, err
	}
	r = newResult(o.seed)
	fmt.Fprintf(o.log, "种子 %d\n", o.seed)
	began := time.Now()
	defer func() { r.took = time.Since(began) }()
	chance := newChance(o.seed)
	count, parts := 76, true
	if o.small {
		count, parts = 11, false
	}
	stock, err := newStock(ctx, o.program, filepath.Join(folder, "stock"), chance.Uint64()>>1, count, parts)
	if err != nil {
		return r, err
	}
	left, err := phasesOf(o.only)
	if err != nil {
		return r, err
	}
	typical := map[string]time.Duration{}
	for n := 0; r.kills < o.kills; n++ {
		w := &world{options: o, folder: filepath.Join(folder, fmt.Sprint("world-", n)), stock: stock, chance: chance, result: r, typical: typical, phases: left}
		if err := w.run(ctx, min(o.perWorld, o.kills-r.kills)); err != nil {
			return r, fmt.Errorf("第 %d 个数据库（%s）：%w", n+1, w.folder, err)
		}
		if o.keep == "" || len(r.findings) == 0 {
			if err := os.RemoveAll(w.folder); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

var errKilled = errors.New("程序被杀掉了")
