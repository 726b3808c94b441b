package seal

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Signer signs with the private key of a database.
type Signer struct {
	id      string
	private ed25519.PrivateKey
	now     func() time.Time
}

// KeyFile is where the private key of a database is kept: beside it, never in it.
func KeyFile(database string) string { return database + ".key" }

// keyDigits is how many digits of its hash name a key.
const keyDigits = 16

// KeyID names a public key.
func KeyID(public ed25519.PublicKey) string { return Sum(public)[:keyDigits] }

// ID returns the name of the signer's key.
func (s *Signer) ID() string { return s.id }

// Seal signs the manifest of an edition.
func (s *Signer) Seal(m data.Manifest) (data.Seal, error) {
	v, err := newManifest(m, s.id, s.now())
	if err != nil {
		return data.Seal{}, err
	}
	b, err := fiscal.Canonicalise(v)
	if err != nil {
		return data.Seal{}, err
	}
	return data.Seal{
		Number: m.Number, EditionID: m.Edition.ID, Edition: m.Edition.Key, Manifest: b, Hash: Sum(b),
		Signature: s.signature(b), KeyID: s.id, Previous: m.Previous,
	}, nil
}

// signature signs bytes, in base64.
func (s *Signer) signature(b []byte) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(s.private, b))
}

// SignatureFormat is what a signature file says of itself.
const SignatureFormat = "mingzhang-signature-1"

// Detached is the signature of a file, in a file of its own.
type Detached struct {
	Format    string `json:"format"`
	KeyID     string `json:"key_id"`
	SHA256    string `json:"sha256"` // of the signed file
	Signature string `json:"ed25519"`
}

// Sign returns the signature file of a file.
func (s *Signer) Sign(file []byte) ([]byte, error) {
	b, err := json.Marshal(Detached{SignatureFormat, s.id, Sum(file), s.signature(file)})
	return append(b, '\n'), err
}

// loadKey reads a private key.
func loadKey(file string) (*Signer, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, fmt.Errorf("%s 不是私钥文件（PEM，PRIVATE KEY）。请用备份的密钥文件替换它", file)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("私钥文件 %s 已损坏：%w。请用备份的密钥文件替换它", file, err)
	}
	private, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("私钥文件 %s 不是 Ed25519 密钥", file)
	}
	return newSigner(private), nil
}

func newSigner(private ed25519.PrivateKey) *Signer {
	return &Signer{id: KeyID(private.Public().(ed25519.PublicKey)), private: private, now: time.Now}
}

func (s *Signer) public() ed25519.PublicKey { return s.private.Public().(ed25519.PublicKey) }

// saveKey writes a private key to a new file that only its owner may read.
func saveKey(file string, private ed25519.PrivateKey) error {
	b, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s 已经存在，没有覆盖它", file)
		}
		return fmt.Errorf("写不了私钥文件 %s：%w", file, err)
	}
	if err := errors.Join(pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: b}), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(file)
		return fmt.Errorf("写不了私钥文件 %s：%w", file, err)
	}
	return syncFolder(filepath.Dir(file))
}

// syncFolder makes the names in a folder last.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = f.Sync() // not every system can
	return f.Close()
}

func newPrivate() (ed25519.PrivateKey, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	return private, err
}

// PublicPEM writes a public key as other programs read it.
func PublicPEM(public ed25519.PublicKey) (string, error) {
	b, err := x509.MarshalPKIXPublicKey(public)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: b})), err
}

// ParsePublic reads a public key: PEM, or its 32 bytes in base64.
func ParsePublic(text string) (ed25519.PublicKey, error) {
	text = strings.TrimSpace(text)
	if block, _ := pem.Decode([]byte(text)); block != nil {
		parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("公钥读不出来：%w", err)
		}
		if public, ok := parsed.(ed25519.PublicKey); ok {
			return public, nil
		}
		return nil, errors.New("公钥不是 Ed25519 的")
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(b) != ed25519.PublicKeySize {
		return nil, errors.New("不是公钥：应是 PEM 文件，或 44 个字符的 base64（网站 /verify 页上的那一串）")
	}
	return b, nil
}
