package web

import "encoding/json"

// jsonContent is v written out as JSON.
func jsonContent(v any) (content, error) {
	b, err := json.Marshal(v)
	return content{mediaType: typeJSON, body: b}, err
}
