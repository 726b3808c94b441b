// Package seal makes what is published checkable by anybody: it writes the
// manifest of an edition, signs it with Ed25519, keeps the keys, and checks
// offline, by a public key alone, whether anything was altered since.
package seal
