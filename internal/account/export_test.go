package account

import "github.com/alexedwards/argon2id"

// OnCompare has every comparison of passwords told, with what it costs.
func (s *Service) OnCompare(told func(argon2id.Params)) { s.hasher.worked = told }
