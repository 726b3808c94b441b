package export

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Part is a page below a report, described as a dataset of its own.
type Part struct {
	Name string // what it shows; "" for the whole
	Path string // below Meta.Home, "forms/1"; "" for the whole
	CSV  bool   // it has a .csv beside its .json
}

// Dataset describes a report as a schema.org Dataset in JSON-LD. What is
// unknown is left out. The result may stand in a script element: "<", ">" and
// "&" are escaped.
func Dataset(m Meta, description string) ([]byte, error) {
	return PartDataset(m, Part{CSV: true}, description)
}

// PartDataset describes one page below a report, and the report it is part of.
func PartDataset(m Meta, p Part, description string) ([]byte, error) {
	file := m.BaseURL + strings.TrimSuffix(m.Home+p.Path, "/")
	files := []map[string]any{{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": file + ".json"}}
	if p.CSV {
		files = append(files, map[string]any{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file + ".csv"})
	}
	d := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset",
		"name": m.Unit + "部门决算", "url": m.URL(),
		"inLanguage": "zh-CN", "isAccessibleForFree": true,
		"creator":      map[string]any{"@type": "GovernmentOrganization", "name": m.Unit},
		"keywords":     []string{"部门决算", "财政公开", "三公经费"},
		"distribution": files,
	}
	if m.Year != 0 {
		d["name"] = m.Unit + " " + m.year() + " 年度部门决算"
	}
	if p.Path != "" {
		d["name"], d["url"] = p.Name+"，"+d["name"].(string), m.URL()+p.Path
		d["isPartOf"] = map[string]any{"@type": "Dataset", "name": m.Unit + " " + m.year() + " 年度部门决算", "url": m.URL()}
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
