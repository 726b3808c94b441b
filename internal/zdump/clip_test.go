package zdump
import ("context";"fmt";"os";"testing";"mingzhang/internal/pdf")
func TestClip(t *testing.T){
 data,_:=os.ReadFile(os.Getenv("F")); pages,err:=pdf.Read(context.Background(),data,2000); if err!=nil{t.Fatal(err)}
 for i,p:=range pages{ n:=0; for _,c:=range p.Chars{ if c.Clip!=nil{n++; if n<20 {fmt.Printf("%c %.0f,%.0f clip %.0f\n",c.Rune,c.X0,c.Y0,*c.Clip)}}}; fmt.Println(i+1,len(p.Chars),n)}
}
