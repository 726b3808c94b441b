package templates

// sample is the address of a manifest, for an example.
func (v Verify) sample() string {
	if v.Sample == "" {
		return "/e/版本号/manifest.json"
	}
	return v.Sample
}

// byHand are the commands that check an edition with tools that most systems
// have.
func (v Verify) byHand() string {
	return "curl -O " + v.Site.BaseURL + v.sample() + `
sed -n 2p manifest.json | tr -d '\n' > signed
tail -1 manifest.json | sed 's/.*"ed25519":"//; s/".*//' | base64 -d > signature
openssl pkeyutl -verify -pubin -inkey 公钥.pem -rawin -in signed -sigfile signature
sha256sum 决算.pdf    # 与 signed 里 document 的 sha256 比`
}
