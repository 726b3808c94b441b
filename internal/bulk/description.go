package bulk

// description is datapackage.json: the Data Package of Frictionless, with the
// column types of the Fiscal Data Package.
type description struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Homepage    string     `json:"homepage"`
	Created     string     `json:"created"`
	Keywords    []string   `json:"keywords"`
	Resources   []resource `json:"resources"`
}

type resource struct {
	Profile     string  `json:"profile"`
	Name        string  `json:"name"`
	Path        string  `json:"path"`
	Title       string  `json:"title"`
	Description string  `json:"description"`
	Format      string  `json:"format"`
	MediaType   string  `json:"mediatype"`
	Encoding    string  `json:"encoding"`
	Dialect     dialect `json:"dialect"`
	Bytes       int64   `json:"bytes"`
	Hash        string  `json:"hash"`
	Rows        int     `json:"rows"` // without the heading
	Schema      schema  `json:"schema"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type schema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	ColumnType  string       `json:"columnType,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

func (t Table) describe() resource {
	r := resource{
		Profile: "tabular-data-resource", Name: t.Name, Path: t.Name + ".csv", Title: t.Title, Description: t.About, Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Dialect: dialect{Delimiter: ",", LineTerminator: "\r\n", QuoteChar: `"`, DoubleQuote: true, Header: true},
		Schema:  schema{MissingValues: []string{""}, PrimaryKey: t.Key},
	}
	for _, f := range t.Fields {
		one := field{Name: f.Name, Type: f.Type, Description: f.About, ColumnType: f.ColumnType}
		if f.Required || f.Values != nil {
			one.Constraints = &constraints{Required: f.Required, Enum: f.Values}
		}
		r.Schema.Fields = append(r.Schema.Fields, one)
	}
	for _, k := range t.References {
		r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, foreignKey{k.Field, reference{k.Table, k.Key}})
	}
	return r
}

// heading is the first line of the table's file.
func (t Table) heading() (names []string) {
	for _, f := range t.Fields {
		names = append(names, f.Name)
	}
	return names
}
