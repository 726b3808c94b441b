package admin

import "strings"

// browserWord says roughly which browser on which system an agent is, for
// people to know their own again.
func browserWord(agent string) string {
	first := func(pairs ...[2]string) string {
		for _, p := range pairs {
			if strings.Contains(agent, p[0]) {
				return p[1]
			}
		}
		return ""
	}
	browser := first([2]string{"MicroMessenger", "微信"}, [2]string{"QQBrowser", "QQ 浏览器"}, [2]string{"360SE", "360 浏览器"}, [2]string{"Edg", "Edge"},
		[2]string{"Firefox", "Firefox"}, [2]string{"Chrome", "Chrome"}, [2]string{"Safari", "Safari"})
	system := first([2]string{"HarmonyOS", "鸿蒙"}, [2]string{"Android", "安卓"}, [2]string{"iPhone", "iPhone"}, [2]string{"iPad", "iPad"}, [2]string{"Windows", "Windows"},
		[2]string{"Mac OS", "macOS"}, [2]string{"Linux", "Linux"})
	switch {
	case browser == "" && system == "":
		return "不认得的浏览器"
	case browser == "":
		return system + " 上的浏览器"
	case system == "":
		return browser
	}
	return browser + "（" + system + "）"
}
