-- +goose Up

-- Signed statements of withdrawals: nobody makes an edition disappear by
-- writing that it was withdrawn.
CREATE TABLE withdrawal_seals (
  withdrawal INTEGER PRIMARY KEY REFERENCES withdrawals (id),
  statement TEXT NOT NULL,          -- canonical JSON, what is signed
  hash TEXT NOT NULL UNIQUE,        -- SHA-256 of the statement
  signature TEXT NOT NULL,          -- Ed25519, base64
  key_id TEXT NOT NULL REFERENCES public_keys (id)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER withdrawal_seals_no_update BEFORE UPDATE ON withdrawal_seals BEGIN SELECT RAISE(ABORT, '已签名的撤回不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER withdrawal_seals_no_delete BEFORE DELETE ON withdrawal_seals BEGIN SELECT RAISE(ABORT, '已签名的撤回不能改动'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
