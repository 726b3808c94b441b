package document_test

import (
	"context"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingzhang/internal/document"
)

// BenchmarkPDF reads a real PDF of 25 pages with a warm engine. cpu-ms is what
// it takes whatever else the machine does; peak-MB is what the process has ever
// taken.
func BenchmarkPDF(b *testing.B) {
	data, err := os.ReadFile("../../../shared/corpus/pdf/上海市普陀区财政局2024年度部门决算.pdf")
	if err != nil {
		b.Skip("no corpus of real documents beside the project")
	}
	read := func() {
		if _, err := document.Read(context.Background(), "a.pdf", data); err != nil {
			b.Fatal(err)
		}
	}
	read()
	before := cpuTime(b)
	for b.Loop() {
		read()
	}
	b.ReportMetric(float64((cpuTime(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op")
	b.ReportMetric(peakMB(), "peak-MB")
}

func cpuTime(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMB is the most memory that the process has had, 0 where Linux does not
// tell it.
func peakMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(strings.SplitN(rest, "\n", 2)[0]), " kB"))
	return float64(kb) / 1024
}
