package charts

// The charts that the tests draw. The figures were read off the seed document,
// 万元; those of the year before are its “本年 − 增减额”, done by hand.

var flow = Flow{
	Name: "收支流向", About: "收入从左边来，支出往右边去", Unit: "万元",
	In:     []Part{{"财政拨款收入", 9406.46, "9,406.46"}, {"年初结转和结余", 18.21, "18.21"}, {"其他收入", 11.97, "11.97"}},
	Middle: Part{"收支总计", 9436.64, "9,436.64"},
	Out:    []Part{{"项目支出", 9141.82, "9,141.82"}, {"基本支出", 268.51, "268.51"}, {"年末结转和结余", 26.31, "26.31"}},
}

const bondSpending = "其他政府性基金及对应专项债务收入安排的支出之其他地方自行试点项目收益专项债券收入安排的支出"

// budget has, beside the figures of the document, a long name, a value that is
// not known, and a stated zero.
var budget = Bars{
	Name: "年初预算与决算", About: "三组横条", Unit: "万元",
	Categories: []string{"财政拨款收支总计", "一般公共预算支出", "政府性基金预算支出", bondSpending},
	Series: []Series{
		{Name: "年初预算数", Tone: Pale, Values: []Value{{Amount: 29788.39, Label: "29,788.39"}, {Amount: 338.39, Label: "338.39"}, {Amount: 29450, Label: "29,450.00"}, {Missing: "未提及"}}},
		{Name: "决算数", Values: []Value{{Amount: 9408.39, Label: "9,408.39"}, {Amount: 448.33, Label: "448.33"}, {Amount: 8960.06, Label: "8,960.06"}, {Amount: 0, Label: "0.00"}}},
	},
}

var spending = Bars{
	Name: "花在什么事上", About: "按项，从大到小", Unit: "万元",
	Categories: []string{"其他地方自行试点项目收益专项债券收入安排的支出", "科技成果转化与扩散", "行政运行", "事业运行", "机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出",
		"其他社会保障和就业支出", "行政单位离退休", "其他发展与改革事务支出", "基层政权建设和社区治理", "能源节约利用", "中小企业发展专项"},
	Series: []Series{{Name: "决算数", Values: []Value{
		{Amount: 8960.06, Label: "8,960.06"}, {Amount: 175.60, Label: "175.60"}, {Amount: 115.41, Label: "115.41"}, {Amount: 109.61, Label: "109.61"},
		{Amount: 25.51, Label: "25.51"}, {Amount: 17.28, Label: "17.28"}, {Amount: 3.79, Label: "3.79"}, {Amount: 0.70, Label: "0.70"}, {Amount: 0.44, Label: "0.44"},
		{Amount: 0, Label: "0.00"}, {Amount: 0, Label: "0.00"}, {Amount: 0, Label: "0.00"},
	}}},
}

var prior = Bars{
	Name: "一般公共预算各项与上年比", About: "十一项，每项两条", Unit: "万元",
	Categories: []string{"行政运行", "事业运行", "其他发展与改革事务支出", "科技成果转化与扩散", "基层政权建设和社区治理", "行政单位离退休", "机关事业单位基本养老保险缴费支出",
		"机关事业单位职业年金缴费支出", "其他社会保障和就业支出", "能源节约利用", "中小企业发展专项"},
	Series: []Series{
		{Name: "2023 年（推算）", Tone: Pale, Values: []Value{
			{Amount: 145.24, Label: "145.24"}, {Amount: 229.55, Label: "229.55"}, {Amount: 384.29, Label: "384.29"}, {Amount: 0, Label: "0.00"}, {Amount: 1.16, Label: "1.16"},
			{Amount: 0, Label: "0.00"}, {Amount: 42.76, Label: "42.76"}, {Amount: 0, Label: "0.00"}, {Amount: 0, Label: "0.00"}, {Amount: 56, Label: "56.00"}, {Amount: 0.42, Label: "0.42"},
		}},
		{Name: "2024 年", Values: []Value{
			{Amount: 115.41, Label: "115.41"}, {Amount: 109.61, Label: "109.61"}, {Amount: 0.44, Label: "0.44"}, {Amount: 175.60, Label: "175.60"}, {Amount: 0, Label: "0.00"},
			{Amount: 0.70, Label: "0.70"}, {Amount: 25.51, Label: "25.51"}, {Amount: 17.28, Label: "17.28"}, {Amount: 3.79, Label: "3.79"}, {Amount: 0, Label: "0.00"}, {Amount: 0, Label: "0.00"},
		}},
	},
}

var sangong = Bars{
	Name: "“三公”经费", About: "三类，每类两条", Unit: "万元",
	Categories: []string{"因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"},
	Series: []Series{
		{Name: "2023 年（推算）", Tone: Pale, Values: []Value{{Amount: 0, Label: "0.00"}, {Amount: 1.25, Label: "1.25"}, {Amount: 0, Label: "0.00"}}},
		{Name: "2024 年", Values: []Value{{Amount: 0, Label: "0.00"}, {Amount: 2.14, Label: "2.14"}, {Amount: 0, Label: "0.00"}}},
	},
}

// changes go both ways.
var changes = Bars{
	Name: "各项比上年增减", About: "向右为增，向左为减", Unit: "万元",
	Categories: []string{"其他发展与改革事务支出", "科技成果转化与扩散", "事业运行", "行政运行", "机关事业单位职业年金缴费支出", "行政单位离退休"},
	Series: []Series{{Name: "增减额", Values: []Value{
		{Amount: -383.85, Label: "−383.85"}, {Amount: 175.60, Label: "+175.60"}, {Amount: -119.94, Label: "−119.94"}, {Amount: -29.83, Label: "−29.83"}, {Amount: 17.28, Label: "+17.28"}, {Amount: 0.70, Label: "+0.70"},
	}}},
}

// wordy is a flow with the longest official names.
var wordy = Flow{
	Name: "长名", About: "最长的名称", Unit: "万元",
	In: []Part{{"财政拨款收入", 880.12, "880.12"}, {"附属单位上缴收入", 300, "300.00"}, {"使用非财政拨款结余（含专用结余）", 120.05, "120.05"}, {"上级补助收入", 40, "40.00"},
		{"经营收入", 3.2, "3.20"}, {"事业收入", 0.01, "0.01"}},
	Middle: Part{"收支总计", 1343.38, "1,343.38"},
	Out:    []Part{{"基本支出", 900, "900.00"}, {"对附属单位补助支出", 343.38, "343.38"}, {"结余分配", 100, "100.00"}},
}

var drawn = map[string]Chart{"flow": flow, "wordy": wordy, "budget": budget, "spending": spending, "prior": prior, "sangong": sangong, "changes": changes}
