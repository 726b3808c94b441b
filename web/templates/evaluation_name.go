package templates

import "mingzhang/internal/fiscal"

func evaluationName(e fiscal.Evaluation) string {
	if e.Kind == fiscal.Overall {
		return "单位整体支出"
	}
	if e.Name == "" {
		return "未写明名称的项目"
	}
	return e.Name
}

func evaluationKind(e fiscal.Evaluation) string {
	if e.Kind == fiscal.Overall {
		return "整体支出绩效自评表"
	}
	return "项目支出绩效自评表"
}

// dataHref returns the address of the page's alternate of a media type.
func dataHref(p Page, mediaType string) string {
	for _, a := range p.Alternates {
		if a.Type == mediaType {
			return a.Href
		}
	}
	return ""
}
