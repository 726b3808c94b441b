package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/document"
)

// addLimits adds the options that bound what reading one file may cost, and
// sets the limits before the command runs.
func addLimits(cmd *cobra.Command) {
	d := document.DefaultLimits
	f := cmd.Flags()
	size := f.Int("max-mb", envInt("PORTAL_MAX_MB", int(d.Bytes>>20)), "单个文件最多多少 MB（PORTAL_MAX_MB）")
	unpacked := f.Int("max-unpacked-mb", envInt("PORTAL_MAX_UNPACKED_MB", int(d.Unpacked>>20)), "docx、xlsx、zip 解开后最多多少 MB（PORTAL_MAX_UNPACKED_MB）")
	pages := f.Int("max-pages", envInt("PORTAL_MAX_PAGES", d.Pages), "PDF 最多多少页（PORTAL_MAX_PAGES）")
	cells := f.Int("max-cells", envInt("PORTAL_MAX_CELLS", d.Cells), "全部表格最多多少格（PORTAL_MAX_CELLS）")
	seconds := f.Int("max-seconds", envInt("PORTAL_MAX_SECONDS", int(d.Time/time.Second)), "读一个文件最多多少秒（PORTAL_MAX_SECONDS）")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		for name, v := range map[string]int{"max-mb": *size, "max-unpacked-mb": *unpacked, "max-pages": *pages, "max-cells": *cells, "max-seconds": *seconds} {
			if v < 1 {
				return &usageError{commandName(cmd), "--" + name + " 要大于 0"}
			}
		}
		// Reading makes much garbage and keeps little.
		debug.SetGCPercent(200)
		l := &document.DefaultLimits
		l.Bytes, l.Unpacked = int64(*size)<<20, int64(*unpacked)<<20
		l.Pages, l.Cells, l.Time = *pages, *cells, time.Duration(*seconds)*time.Second
		return nil
	}
}

// envInt returns the environment variable as a number, or otherwise when it is
// empty or no number.
func envInt(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}
