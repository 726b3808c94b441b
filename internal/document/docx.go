package document

func readDOCX(in *input) (*Document, error) {
	return nil, in.fail("请另存为纯文本后再试", "暂时不能读取 docx 文件")
}
