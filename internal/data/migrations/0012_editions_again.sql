-- +goose NO TRANSACTION
-- +goose Up
-- A document may be published again as a further edition, corrected. SQLite
-- takes a constraint away only with its table: it is made anew, by the steps
-- that SQLite's manual gives for it, in a transaction of its own that also
-- writes down that this was done. Who comes second finds the table there and
-- leaves everything as it is.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE withdrawals (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES units (id), -- that had the editions then
  year INTEGER NOT NULL,
  up_to_number INTEGER NOT NULL,                  -- the last edition of the unit's year that is withdrawn
  reason TEXT NOT NULL CHECK (reason <> ''),
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX withdrawals_of ON withdrawals (unit_id, year);

-- The editions that withdrawals took away: a unit that is renamed hands its
-- editions over, and they stay withdrawn.
CREATE TABLE withdrawn (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  withdrawal INTEGER NOT NULL REFERENCES withdrawals (id)
) STRICT;
CREATE INDEX withdrawn_by ON withdrawn (withdrawal);

CREATE TABLE editions_anew (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2099),
  number INTEGER NOT NULL CHECK (number > 0),
  document TEXT NOT NULL REFERENCES documents (sha256),
  published_at TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  source_title TEXT NOT NULL,
  source_url TEXT NOT NULL,
  disclosed TEXT NOT NULL,          -- 公开日期, '' when unknown
  licence TEXT NOT NULL,
  note TEXT NOT NULL,
  reason TEXT,                      -- why the unit's year was published again; NULL: not said, or the first edition
  UNIQUE (unit_id, year, number)
) STRICT;
INSERT INTO editions_anew (id, key, unit_id, year, number, document, published_at, reader_version, source_title, source_url, disclosed, licence, note, reason)
  SELECT id, key, unit_id, year, number, document, published_at, reader_version, source_title, source_url, disclosed, licence, note, reason FROM editions;
DROP TABLE editions;
ALTER TABLE editions_anew RENAME TO editions;
CREATE INDEX editions_by_year ON editions (year, unit_id, number);
CREATE INDEX editions_by_document ON editions (document);
-- +goose StatementBegin
CREATE TRIGGER editions_no_delete BEFORE DELETE ON editions BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_no_update BEFORE UPDATE ON editions
WHEN NOT EXISTS (SELECT 1 FROM handovers h WHERE h.id = (SELECT max(id) FROM handovers WHERE edition_id = OLD.id)
    AND h.from_unit = OLD.unit_id AND h.to_unit = NEW.unit_id)
  OR (NEW.id, NEW.key, NEW.year, NEW.number, NEW.document, NEW.published_at, NEW.reader_version, NEW.source_title, NEW.source_url, NEW.disclosed, NEW.licence, NEW.note)
    <> (OLD.id, OLD.key, OLD.year, OLD.number, OLD.document, OLD.published_at, OLD.reader_version, OLD.source_title, OLD.source_url, OLD.disclosed, OLD.licence, OLD.note)
  OR NEW.reason IS NOT OLD.reason
BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd

-- The one place that says what stands: an edition that was not withdrawn, and
-- what is current: the newest of its unit's year, if it stands.
CREATE VIEW standing_editions AS SELECT e.* FROM editions e
  WHERE NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.edition_id = e.id);
CREATE VIEW current_editions AS SELECT e.* FROM editions e
  WHERE NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.edition_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM editions n WHERE n.unit_id = e.unit_id AND n.year = e.year AND n.number > e.number);

-- What a person changed of a fact, as JSON; NULL: as it was read.
ALTER TABLE facts ADD COLUMN correction TEXT;
CREATE INDEX facts_corrected ON facts (edition_id, ordinal) WHERE correction IS NOT NULL;

-- Facts that a reader had read and a person took out.
CREATE TABLE removed (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  reading TEXT NOT NULL,            -- JSON
  section TEXT, start INTEGER, "end" INTEGER, text TEXT, page INTEGER, form INTEGER NOT NULL DEFAULT 0, -- NULL for derived
  at TEXT NOT NULL, by_name TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;

-- The signed manifest of each edition, chained in the order of sealing.
CREATE TABLE seals (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  edition_id INTEGER NOT NULL UNIQUE REFERENCES editions (id),
  manifest TEXT NOT NULL,           -- canonical JSON
  hash TEXT NOT NULL UNIQUE,        -- SHA-256 of manifest
  signature TEXT NOT NULL,          -- Ed25519, base64
  key_id TEXT NOT NULL,
  previous TEXT NOT NULL            -- hash of the one before in the chain, '' for the first
) STRICT;

-- Public keys that manifests are signed by; each but the first is signed by
-- the one before. No private key is ever here.
CREATE TABLE public_keys (
  id TEXT PRIMARY KEY,              -- first digits of the SHA-256 of the key
  ordinal INTEGER NOT NULL UNIQUE,
  public TEXT NOT NULL UNIQUE,      -- base64
  created_at TEXT NOT NULL,
  statement TEXT NOT NULL,          -- canonical JSON that was signed
  signature TEXT NOT NULL,          -- of the statement, by the key itself
  signed_by TEXT NOT NULL,          -- id of the key before, '' for the first
  endorsement TEXT NOT NULL         -- of the statement, by the key before; '' for the first
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER withdrawals_no_update BEFORE UPDATE ON withdrawals BEGIN SELECT RAISE(ABORT, '撤回记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER withdrawals_no_delete BEFORE DELETE ON withdrawals BEGIN SELECT RAISE(ABORT, '撤回记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER withdrawn_no_update BEFORE UPDATE ON withdrawn BEGIN SELECT RAISE(ABORT, '撤回记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER withdrawn_no_delete BEFORE DELETE ON withdrawn BEGIN SELECT RAISE(ABORT, '撤回记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER removed_no_update BEFORE UPDATE ON removed BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER removed_no_delete BEFORE DELETE ON removed BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, '已签名的清单不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, '已签名的清单不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_keys_no_update BEFORE UPDATE ON public_keys BEGIN SELECT RAISE(ABORT, '公钥记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_keys_no_delete BEFORE DELETE ON public_keys BEGIN SELECT RAISE(ABORT, '公钥记录不能改动'); END;
-- +goose StatementEnd

-- Rows that point nowhere make this fail, and with it everything above.
UPDATE generation SET number = CASE WHEN EXISTS (SELECT 1 FROM pragma_foreign_key_check) THEN NULL ELSE number + 1 END;
INSERT INTO goose_db_version (version_id, is_applied) VALUES (12, 1);
COMMIT;
PRAGMA foreign_keys = ON;

-- +goose Down
SELECT 1;
