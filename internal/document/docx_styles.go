package document

// docxStyle is what a style decides about the text of what has it.
type docxStyle struct {
	based  string
	number docxNumber
	hidden *bool // nil where the style does not say
}

// readStyles reads the styles. Without them, or with damaged ones, paragraphs
// are read by their own properties alone.
func (r *docxReader) readStyles(name string) {
	r.styles = map[string]docxStyle{}
	r.read(name, func(x *xmlReader, _ element) {
		for el := range x.children() {
			if el.name != "style" || len(r.styles) >= maxParts {
				continue
			}
			id := el.attr("styleId")
			if el.attr("type") == "paragraph" && el.attr("default") != "" && el.attr("default") != "0" {
				r.normal = id
			}
			s := docxStyle{number: noNumber}
			for el := range x.children() {
				switch el.name {
				case "basedOn":
					s.based = el.attr("val")
				case "pPr":
					for el := range x.children() {
						if el.name == "numPr" {
							s.number = readNumPr(x)
						}
					}
				case "rPr":
					for el := range x.children() {
						if el.name == "vanish" {
							on := el.on()
							s.hidden = &on
						}
					}
				}
			}
			r.styles[id] = s
		}
	}, wordNS, wordStrictNS)
}

// lineage goes through a style and those it is based on.
func (r *docxReader) lineage(id string, yield func(id string, s docxStyle) bool) {
	for range 20 { // Word allows ten; a circle ends here
		s, ok := r.styles[id]
		if !ok || !yield(id, s) {
			return
		}
		id = s.based
	}
}

func (r *docxReader) styleHides(id string) (hides bool) {
	r.lineage(id, func(_ string, s docxStyle) bool {
		if s.hidden != nil {
			hides = *s.hidden
		}
		return s.hidden == nil
	})
	return hides
}

// styleNumber returns the numbering that a style gives its paragraphs.
func (r *docxReader) styleNumber(id string) docxNumber {
	n := noNumber
	r.lineage(id, func(id string, s docxStyle) bool {
		if n.level < 0 {
			n.level = s.number.level
		}
		if n.list == "" && s.number.list != "" {
			n.list = s.number.list
			if level, ok := r.numbering.levelOf(n.list, id); ok && n.level < 0 {
				n.level = level // the list says which level the style is
			}
		}
		return n.list == ""
	})
	return n
}
