package export

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Dataset describes a report as a schema.org Dataset in JSON-LD. What is
// unknown is left out. The result may stand in a script element: "<", ">" and
// "&" are escaped.
func Dataset(m Meta, description string) ([]byte, error) {
	file := m.BaseURL + strings.TrimSuffix(m.Home, "/")
	d := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset",
		"name": m.Unit + "部门决算", "url": m.URL(),
		"inLanguage": "zh-CN", "isAccessibleForFree": true,
		"creator":  map[string]any{"@type": "GovernmentOrganization", "name": m.Unit},
		"keywords": []string{"部门决算", "财政公开", "三公经费"},
		"distribution": []map[string]any{
			{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": file + ".json"},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file + ".csv"},
		},
	}
	if m.Year != 0 {
		d["name"] = m.Unit + " " + m.year() + " 年度部门决算"
	}
	if m.EditionNumber != 0 {
		d["version"] = strconv.Itoa(m.EditionNumber)
	}
	if !m.PublishedAt.IsZero() {
		d["dateModified"] = m.PublishedAt.UTC().Format("2006-01-02")
	}
	for key, value := range map[string]string{
		"description": description, "temporalCoverage": m.year(), "spatialCoverage": m.RegionName,
		"identifier": m.EditionKey, "sameAs": m.Fixed(), "datePublished": m.Published, "isBasedOn": m.SourceURL, "license": m.Licence,
	} {
		if value != "" {
			d[key] = value
		}
	}
	return json.Marshal(d)
}
