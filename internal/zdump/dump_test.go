package zdump
import ("context";"fmt";"os";"testing";"strings";"mingzhang/internal/document";"mingzhang/internal/pdf")
func TestDump(t *testing.T){
 f:=os.Getenv("F"); data,err:=os.ReadFile(f); if err!=nil{t.Fatal(err)}
 if os.Getenv("RAW")!="" {
  pages,err:=pdf.Read(context.Background(),data,2000); if err!=nil{t.Fatal(err)}
  for i,p:=range pages{ if os.Getenv("RAW")!=fmt.Sprint(i+1){continue}
   fmt.Println("PAGE",i+1,p.Width,p.Height)
   for _,c:=range p.Chars{fmt.Printf("%c %.1f,%.1f-%.1f,%.1f o %.1f,%.1f\n",c.Rune,c.X0,c.Y0,c.X1,c.Y1,c.X,c.Base)}
   for _,r:=range p.Rules{fmt.Printf("%+v\n",r)}
  }
  return
 }
 d,err:=document.Read(context.Background(),f,data); if err!=nil{t.Fatal(err)}
 rs:=[]rune(d.Text)
 for _,b:=range d.Blocks{
  if b.Table==nil{fmt.Printf("p%d ¶ %s\n",b.Page,string(rs[b.Start:b.End]));continue}
  fmt.Printf("p%d TABLE cont=%v\n",b.Page,b.Table.Continues)
  for _,row:=range b.Table.Rows{ var o []string; for _,c:=range row{ s:=strings.ReplaceAll(c.Text,"\n","⏎"); if c.Cols>1||c.Rows>1{s+=fmt.Sprintf("{%dx%d}",c.Cols,c.Rows)}; o=append(o,fmt.Sprintf("%d:%s",c.Col,s))}; fmt.Println("   |",strings.Join(o," | "))}
 }
 fmt.Println(d.Omitted)
}
