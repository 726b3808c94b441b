package templates

// sample is the address of a manifest, for an example.
func (v Verify) sample() string {
	if v.Sample == "" {
		return "/e/版本号/manifest.json"
	}
	return v.Sample
}
