package document

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// maxSerial is the last day that spreadsheets know, 9999-12-31.
const maxSerial = 2958466

// serialTime returns the time that a day's serial number stands for.
func serialTime(serial float64, base1904 bool) (time.Time, bool) {
	if math.IsNaN(serial) || serial < 0 || serial >= maxSerial {
		return time.Time{}, false
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case base1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < 60: // the programs count a 29 February 1900 that never was
		base = base.AddDate(0, 0, 1)
	}
	day, part := math.Modf(serial)
	return base.AddDate(0, 0, int(day)).Add(time.Duration(math.Round(part*86400)) * time.Second), true
}

// timeSerial is the inverse of serialTime for dates after February 1900.
func timeSerial(t time.Time, base1904 bool) float64 {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if base1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return float64(t.Unix()-base.Unix()) / 86400
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

func (s *formatSection) formatDate(value float64, base1904 bool) (string, bool) {
	t, ok := serialTime(value, base1904)
	if !ok {
		return "", false
	}
	twelve := false
	for _, it := range s.items {
		if it.kind == itemDate && isHalf(it.text) {
			twelve = true
		}
	}
	var b strings.Builder
	for i, it := range s.items {
		switch it.kind {
		case itemLiteral:
			b.WriteString(it.text)
		case itemDate:
			b.WriteString(datePart(t, strings.ToLower(it.text), twelve, s.minutes(i)))
		case itemElapsed:
			b.WriteString(elapsed(value, strings.ToLower(it.text)))
		}
	}
	return b.String(), true
}

func isHalf(code string) bool {
	return strings.EqualFold(code, "AM/PM") || strings.EqualFold(code, "A/P") || code == "上午/下午"
}

// minutes reports whether the letters m of item i stand for minutes: behind
// hours or before seconds.
func (s *formatSection) minutes(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if k := s.items[j]; k.kind == itemElapsed || k.kind == itemDate && !isHalf(k.text) {
			if strings.ContainsAny(k.text, "hH") {
				return true
			}
			break
		}
	}
	for j := i + 1; j < len(s.items); j++ {
		if k := s.items[j]; k.kind == itemElapsed || k.kind == itemDate && !isHalf(k.text) {
			return strings.ContainsAny(k.text, "sS")
		}
	}
	return false
}

func datePart(t time.Time, code string, twelve, minutes bool) string {
	hour := t.Hour()
	if twelve {
		hour = (hour+11)%12 + 1
	}
	switch {
	case code == "am/pm" || code == "a/p":
		return t.Format("PM")
	case code == "上午/下午":
		if t.Hour() < 12 {
			return "上午"
		}
		return "下午"
	case minutes && code == "m":
		return fmt.Sprint(t.Minute())
	case minutes && code == "mm":
		return t.Format("04")
	}
	switch code {
	case "yy":
		return t.Format("06")
	case "y", "yyy", "yyyy", "e", "ee":
		return fmt.Sprint(t.Year())
	case "m":
		return fmt.Sprint(int(t.Month()))
	case "mm":
		return t.Format("01")
	case "mmm":
		return t.Format("Jan")
	case "mmmm":
		return t.Format("January")
	case "d":
		return fmt.Sprint(t.Day())
	case "dd":
		return t.Format("02")
	case "ddd":
		return t.Format("Mon")
	case "dddd":
		return t.Format("Monday")
	case "aaa":
		return weekdays[t.Weekday()]
	case "aaaa":
		return "星期" + weekdays[t.Weekday()]
	case "h":
		return fmt.Sprint(hour)
	case "hh":
		return fmt.Sprintf("%02d", hour)
	case "s":
		return fmt.Sprint(t.Second())
	case "ss":
		return t.Format("05")
	}
	return ""
}

func elapsed(value float64, code string) string {
	seconds := int64(math.Round(value * 86400))
	switch {
	case strings.HasPrefix(code, "h"):
		return fmt.Sprintf("%0*d", len(code), seconds/3600)
	case strings.HasPrefix(code, "m"):
		return fmt.Sprintf("%0*d", len(code), seconds/60)
	}
	return fmt.Sprintf("%0*d", len(code), seconds)
}
