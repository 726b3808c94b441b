-- +goose Up
-- The administrators' side. Tables named desk_… are private: no copy that is
-- given away holds them, see Store.Snapshot.
CREATE TABLE desk_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,                -- for logging in, in small letters
  display TEXT NOT NULL,                    -- what people see
  role TEXT NOT NULL CHECK (role IN ('entry', 'review', 'admin')),
  password TEXT NOT NULL DEFAULT '',        -- argon2id; '' before one is set
  password_at TEXT NOT NULL DEFAULT '',
  code_secret TEXT NOT NULL DEFAULT '',     -- of the second step; '' when it is off
  code_step INTEGER NOT NULL DEFAULT 0,     -- the last time step whose code was used
  created_at TEXT NOT NULL,
  disabled_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE desk_recovery (                -- codes for who has lost the second step
  user_id INTEGER NOT NULL REFERENCES desk_users (id) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,                -- of the token that the browser has
  user_id INTEGER NOT NULL REFERENCES desk_users (id) ON DELETE CASCADE,
  stage TEXT NOT NULL CHECK (stage IN ('code', 'in')), -- code: the password was right, the second step is not done
  created_at INTEGER NOT NULL,              -- Unix seconds, as all times of this table
  seen_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE INDEX desk_sessions_user ON desk_sessions (user_id);

CREATE TABLE desk_devices (                 -- browsers that somebody has logged in with before
  hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES desk_users (id) ON DELETE CASCADE,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_invites (                 -- links that work once; no user: the first set-up
  hash BLOB PRIMARY KEY,
  user_id INTEGER REFERENCES desk_users (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_failures (                -- logins that went wrong, by name, address or browser
  bucket TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,                -- no attempt is looked at before
  refused INTEGER NOT NULL                  -- attempts before until_at
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_failures_last ON desk_failures (last_at);

CREATE TABLE desk_audit (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX desk_audit_actor ON desk_audit (actor_id, number);
CREATE INDEX desk_audit_action ON desk_audit (action, number);
CREATE INDEX desk_audit_subject ON desk_audit (subject, number);
CREATE INDEX desk_audit_at ON desk_audit (at);
-- +goose StatementBegin
CREATE TRIGGER desk_audit_no_update BEFORE UPDATE ON desk_audit BEGIN SELECT RAISE(ABORT, '操作记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER desk_audit_no_delete BEFORE DELETE ON desk_audit BEGIN SELECT RAISE(ABORT, '操作记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER desk_audit_appends BEFORE INSERT ON desk_audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM desk_audit) BEGIN SELECT RAISE(ABORT, '操作记录只能续写，不能改动'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
