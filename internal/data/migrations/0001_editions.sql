-- +goose Up
-- 单位 and the names it carries.
CREATE TABLE units (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  region TEXT NOT NULL,             -- GB/T 2260 code, '' when unknown
  region_inferred INTEGER NOT NULL, -- 1: concluded from the name
  slug TEXT NOT NULL CHECK (slug <> ''),
  UNIQUE (name, region)
) STRICT;
CREATE TABLE unit_names (
  unit_id INTEGER NOT NULL REFERENCES units (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('main', 'alias')),
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (unit_id, name)
) STRICT;

-- Published files, byte for byte (gzip), and the text that all places count in.
CREATE TABLE documents (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  original BLOB NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- One document published for one unit's year. Never changed: a correction is
-- the next number.
CREATE TABLE editions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2099),
  number INTEGER NOT NULL CHECK (number > 0),
  document TEXT NOT NULL UNIQUE REFERENCES documents (sha256),
  published_at TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  source_title TEXT NOT NULL,
  source_url TEXT NOT NULL,
  disclosed TEXT NOT NULL,          -- 公开日期, '' when unknown
  licence TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (unit_id, year, number)
) STRICT;

-- What the report of an edition says of itself.
CREATE TABLE reports (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  document_name TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  aliases TEXT NOT NULL,            -- JSON
  region TEXT NOT NULL,
  inferred TEXT NOT NULL,           -- JSON
  figures INTEGER NOT NULL,
  figures_read INTEGER NOT NULL,
  in_facts INTEGER NOT NULL,
  in_evaluations INTEGER NOT NULL
) STRICT;
CREATE TABLE sections (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL, title TEXT NOT NULL, topic TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE facts (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  item TEXT NOT NULL,
  class TEXT, class_code TEXT,                   -- JSON path; NULL for a total
  economic_class TEXT, economic_code TEXT,
  basis TEXT NOT NULL,
  value TEXT,                                    -- digits as printed; NULL: stated none
  measure TEXT NOT NULL,
  amount INTEGER,                                -- 分, or ten-thousandths of other measures; NULL when it does not fit
  origin TEXT NOT NULL CHECK (origin IN ('stated', 'derived', 'stated_none')),
  derived_from TEXT,                             -- JSON
  section TEXT, start INTEGER, "end" INTEGER, text TEXT, page INTEGER, -- NULL for derived
  PRIMARY KEY (edition_id, ordinal),
  CHECK ((origin = 'stated_none') = (value IS NULL)),
  CHECK ((origin = 'derived') = (start IS NULL))
) STRICT;
CREATE INDEX facts_by_item ON facts (item, basis, class_code, edition_id);
CREATE TABLE reasons (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  item TEXT NOT NULL, class TEXT, class_code TEXT,
  basis TEXT NOT NULL, direction TEXT NOT NULL, text TEXT NOT NULL, fact INTEGER NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE evaluations (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('overall', 'project')),
  title TEXT NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL, implementer TEXT NOT NULL, year INTEGER NOT NULL,
  goal TEXT NOT NULL, result TEXT NOT NULL, total_weight TEXT NOT NULL, total_score TEXT NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE evaluation_funds (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  source TEXT NOT NULL, initial_budget TEXT NOT NULL, full_budget TEXT NOT NULL, executed TEXT NOT NULL,
  weight TEXT NOT NULL, rate TEXT NOT NULL, score TEXT NOT NULL,
  PRIMARY KEY (edition_id, evaluation, ordinal),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT;
CREATE TABLE evaluation_indicators (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  level1 TEXT NOT NULL, level2 TEXT NOT NULL, level3 TEXT NOT NULL, target TEXT NOT NULL, basis TEXT NOT NULL, prior TEXT NOT NULL,
  weight TEXT NOT NULL, rule TEXT NOT NULL, evidence TEXT NOT NULL, actual TEXT NOT NULL, completion TEXT NOT NULL, score TEXT NOT NULL,
  deviation TEXT NOT NULL,
  PRIMARY KEY (edition_id, evaluation, ordinal),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT;
CREATE TABLE evaluation_cells (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL, address TEXT NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER,
  PRIMARY KEY (edition_id, evaluation, address),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT;
CREATE TABLE forms (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  form INTEGER NOT NULL, title TEXT NOT NULL, empty INTEGER NOT NULL, listed INTEGER NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE glossary (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  term TEXT NOT NULL, definition TEXT NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE INDEX glossary_by_term ON glossary (term);
CREATE TABLE declared (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE unread (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL, start INTEGER NOT NULL, context TEXT NOT NULL,
  PRIMARY KEY (edition_id, ordinal)
) STRICT;
CREATE TABLE checks (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  rule TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,
  stated TEXT NOT NULL, computed TEXT NOT NULL, formula TEXT NOT NULL, difference TEXT NOT NULL, tolerance TEXT NOT NULL, note TEXT NOT NULL,
  facts TEXT NOT NULL, cells TEXT NOT NULL, sources TEXT NOT NULL, -- JSON
  PRIMARY KEY (edition_id, ordinal)
) STRICT;

-- Drawings, not statements: they may be drawn anew.
CREATE TABLE charts (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  key TEXT NOT NULL,
  drawn_by TEXT NOT NULL,
  option TEXT NOT NULL,
  svg TEXT NOT NULL,
  PRIMARY KEY (edition_id, key)
) STRICT;
CREATE TABLE charts_drawn (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  drawn_by TEXT NOT NULL
) STRICT;

-- Grows with whatever pages are made from.
CREATE TABLE generation (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO generation VALUES (1, 1);

-- +goose Down
SELECT 1;
