package admin

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"

	view "mingzhang/web/templates/admin"
)

// quiet is how many modules around a QR code stay white.
const quiet = 4

// qrOf draws a QR code as the path of an SVG, a row of modules at a time.
func qrOf(text string) (view.Picture, error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return view.Picture{}, err
	}
	size := code.Bounds()
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var path strings.Builder
	for y := range size.Dy() {
		for x := 0; x < size.Dx(); {
			end := x
			for end < size.Dx() && dark(end, y) {
				end++
			}
			if end > x {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, end-x, end-x)
			}
			x = end + 1
		}
	}
	side := size.Dx() + 2*quiet
	return view.Picture{Box: fmt.Sprintf("0 0 %d %d", side, side), Path: path.String()}, nil
}

// inFours writes a secret so that it can be typed by hand.
func inFours(secret string) []string {
	var parts []string
	for len(secret) > 4 {
		parts, secret = append(parts, secret[:4]), secret[4:]
	}
	return append(parts, secret)
}
