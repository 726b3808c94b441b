package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

func newChance(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x6d7a)) }

// tally is what was seen of one phase.
type tally struct {
	kills, midway      int // midway: the work was not done yet when it was killed
	editions, uploads  int // looked at afterwards
	findings           int
	earliest, latest   time.Duration
	recovered, slowest time.Duration // until everything was as it should be, all and most
}

type finding struct {
	kill  int
	phase string
	text  string
}

type result struct {
	seed     uint64
	kills    int
	phases   map[string]*tally
	findings []finding
	took     time.Duration
}

func newResult(seed uint64) *result { return &result{seed: seed, phases: map[string]*tally{}} }

func (r *result) of(phase string) *tally {
	t := r.phases[phase]
	if t == nil {
		t = &tally{earliest: -1}
		r.phases[phase] = t
	}
	return t
}

// print writes the table, and what was found.
func (r *result) print(w io.Writer) {
	fmt.Fprintf(w, "种子 %d，杀了 %d 次，用时 %s\n\n", r.seed, r.kills, r.took.Round(time.Second))
	fmt.Fprintln(w, "| 环节 | 杀 | 其中正做到一半 | 下手时刻（毫秒） | 事后核对：版 | 上传 | 恢复最久（毫秒） | 发现 |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---:|---:|---:|---:|")
	var all tally
	for _, name := range phaseNames() {
		t := r.phases[name]
		if t == nil {
			continue
		}
		all.kills, all.midway, all.editions, all.uploads, all.findings = all.kills+t.kills, all.midway+t.midway, all.editions+t.editions, all.uploads+t.uploads, all.findings+t.findings
		all.slowest = max(all.slowest, t.slowest)
		fmt.Fprintf(w, "| %s | %d | %d | %d–%d | %d | %d | %d | %d |\n", name, t.kills, t.midway, t.earliest.Milliseconds(), t.latest.Milliseconds(), t.editions, t.uploads, t.slowest.Milliseconds(), t.findings)
	}
	fmt.Fprintf(w, "| 合计 | %d | %d | | %d | %d | %d | %d |\n", all.kills, all.midway, all.editions, all.uploads, all.slowest.Milliseconds(), all.findings)
	if len(r.findings) == 0 {
		fmt.Fprintln(w, "\n没有发现：没有丢失，没有半版，数据库完整，记录与签名的链没有断。")
	}
	for _, f := range r.findings {
		fmt.Fprintf(w, "\n第 %d 次（%s）：%s\n", f.kill, f.phase, f.text)
	}
}
