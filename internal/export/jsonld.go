package export

import "encoding/json"

// Dataset describes a report as a schema.org Dataset. The result may stand in
// a script element: "<", ">" and "&" are escaped.
func Dataset(m Meta, description string) ([]byte, error) {
	file := m.BaseURL + m.Home[:max(len(m.Home)-1, 0)]
	d := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset",
		"name":        m.Unit + " " + numbers([]int{m.Year}) + " 年度部门决算",
		"description": description,
		"url":         m.URL(), "identifier": m.Fixed(), "version": numbers([]int{m.EditionNumber}),
		"inLanguage": "zh-CN", "temporalCoverage": numbers([]int{m.Year}), "isAccessibleForFree": true,
		"dateModified": m.PublishedAt.UTC().Format("2006-01-02"),
		"creator":      map[string]any{"@type": "GovernmentOrganization", "name": m.Unit},
		"keywords":     []string{"部门决算", "财政公开", "三公经费"},
		"distribution": []map[string]any{
			{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": file + ".json"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file + ".csv"},
		},
	}
	if m.RegionName != "" {
		d["spatialCoverage"] = m.RegionName
	}
	if m.Published != "" {
		d["datePublished"] = m.Published
	}
	if m.SourceURL != "" {
		d["isBasedOn"] = m.SourceURL
	}
	if m.Licence != "" {
		d["license"] = m.Licence
	}
	return json.Marshal(d)
}
