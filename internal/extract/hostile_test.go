package extract_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// Text built to be searched over and over is read in reasonable time.
func TestHostileText(t *testing.T) {
	const frame = "某县财政局2023年度部门决算\n一、收入支出决算总体情况说明\n2023年度收入总计1.00万元。\n五、一般公共预算财政拨款支出决算情况说明\n"
	for _, piece := range []string{
		"主要原因", "主要原因是，", "无收入总计", "无", "教育支出(类)", "(类)", "(", "((1万元)", "与2022年", "1.201类", "1.\n", "目录\n", "一、\n", "一、收入情况\n", "教", "支出和",
		"1 2", "1,", "1.\n.", "，", "2010601", "单价100万元", "一般公共预算", "减少(增加)", "用于", "其中：", "本年收入1元，", "- 1 -\n", "第一部分\n", "占", "《", "目录\n一、收入情况…1\n",
		"(2010601)", "2023年度部门决算\n", "XX万元", "教育支出", "某局\n", "；其中：",
	} {
		text := frame + strings.Repeat(piece, 50_000/len(piece)) + "。\n"
		doc, err := document.Read(context.Background(), "case.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, _ = extract.Read(doc)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q, repeated, takes %v", piece, took)
		} else if took > 500*time.Millisecond {
			t.Logf("%q, repeated, takes %v", piece, took)
		}
	}
}
