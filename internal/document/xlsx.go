package document

func readXLSX(in *input) (*Document, error) {
	return nil, in.fail("请另存为纯文本后再试", "暂时不能读取 xlsx 文件")
}
