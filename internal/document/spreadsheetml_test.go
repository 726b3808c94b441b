package document_test

import (
	"context"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

const spreadsheetML = `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
 <Styles>
  <Style ss:ID="Default"><NumberFormat/></Style>
  <Style ss:ID="money"><Borders><Border ss:Position="Top" ss:LineStyle="Continuous"/></Borders><NumberFormat ss:Format="Standard"/></Style>
  <Style ss:ID="red" ss:Parent="money"/>
 </Styles>
 <Worksheet ss:Name="收入">
  <Table>
   <Column ss:Index="4" ss:Hidden="1"/>
   <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">收入决算表</Data></Cell></Row>
   <Row><Cell ss:Index="3"><Data ss:Type="String">单位：万元</Data></Cell></Row>
   <Row ss:Index="4"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">项目</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell><Cell><Data ss:Type="String">密</Data></Cell></Row>
   <Row><Cell ss:Index="3"><Data ss:Type="String">决算数</Data><Comment><Data>批</Data></Comment></Cell></Row>
   <Row><Cell><Data ss:Type="Number">201</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>一般</B>公共服务</ss:Data></Cell><Cell ss:StyleID="red" ss:Formula="=1"><Data ss:Type="Number">9436.6399999999994</Data></Cell></Row>
   <Row ss:Hidden="1"><Cell><Data ss:Type="String">藏</Data></Cell></Row>
   <Row><Cell><Data ss:Type="String">日期</Data></Cell><Cell><Data ss:Type="DateTime">2024-12-31T00:00:00.000</Data></Cell><Cell ss:Formula="=2"></Cell></Row>
  </Table>
 </Worksheet>
 <Worksheet ss:Name="草稿"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`

func TestSpreadsheetML(t *testing.T) {
	d := readSheets(t, "决算.xls", []byte(spreadsheetML))
	wantOutline(t, d, `
收入决算表
单位：万元
<收入>
项目{2×2} | 金额
决算数
201 | 一般公共服务 | 9,436.64
日期 | 2024-12-31 | 
- 工作表“收入”里隐藏的 1 行（第 7 行）：在工作表里设为隐藏，打开和打印时都看不见
- 工作表“收入”里隐藏的 1 列（D 列）：在工作表里设为隐藏，打开和打印时都看不见
- 工作表“收入”里 1 个公式的结果（C8）：文件里没有保存公式算出的数，这里不代为计算；用表格软件打开后重新保存即可
- 隐藏的工作表“草稿”：在工作簿里设为隐藏，打开时看不见
`)
	_, err := document.Read(context.Background(), "坏.xls", []byte(spreadsheetML[:len(spreadsheetML)*2/3]))
	if err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("cut short: %v", err)
	}
}

func FuzzSpreadsheetML(f *testing.F) {
	f.Add(spreadsheetML)
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := document.Read(context.Background(), "a.xls", []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>`+s)); err == nil {
			checkSpans(t, d)
		}
	})
}
