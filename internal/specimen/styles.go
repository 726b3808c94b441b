package specimen

// styles lists the styles of the narrative.
var styles = []style{xinjiang, shanghai, sichuan, central, jiangsu, guangdong, beijing, hunan, shaanxi, shandong}

// Styles lists the names of the styles of the narrative.
func Styles() []string {
	var all []string
	for _, st := range styles {
		all = append(all, st.name)
	}
	return all
}
