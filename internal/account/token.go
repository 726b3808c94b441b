package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// tokenBytes is how many random bytes a token has; nobody guesses 256 bits.
const tokenBytes = 32

// newToken returns a random token and the hash that is kept of it.
func newToken() (token string, hash []byte) {
	var b [tokenBytes]byte
	_, _ = rand.Read(b[:]) // it never fails, says the library
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, hashOf(token)
}

// hashOf returns the hash that is kept of a token. It needs no salt: a token is
// random already.
func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
