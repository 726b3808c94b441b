-- +goose Up
-- What can be searched of the newest editions, and where it stands. An id
-- tells year, unit, place and kind, see passageID; the words themselves are
-- in search_text and search_reasons under the same id.
CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  edition_id INTEGER REFERENCES editions (id), -- NULL: the name of a unit
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, -- in the document's text
  number INTEGER NOT NULL,   -- which evaluation, glossary entry, section or reason
  name TEXT                  -- the name of a unit
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (grams, content = '', contentless_delete = 1, tokenize = ascii);
CREATE VIRTUAL TABLE search_reasons USING fts5 (grams, content = '', contentless_delete = 1, tokenize = ascii);

-- Which editions the tables here are made of, and by which version of the rules.
CREATE TABLE indexed (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  version TEXT NOT NULL
) STRICT;

-- Reasons without the figures and names in them: what is said alike is the
-- same wording.
CREATE TABLE wordings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- The stated reasons of the newest editions with what they explain.
CREATE TABLE causes (
  passage INTEGER PRIMARY KEY REFERENCES passages (id),
  edition_id INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  unit_id INTEGER NOT NULL, year INTEGER NOT NULL,
  item TEXT NOT NULL, basis TEXT NOT NULL, direction TEXT NOT NULL,
  amount_fact INTEGER, rate_fact INTEGER, -- the facts that print the change; NULL: computed or unknown
  amount INTEGER, rate INTEGER,           -- 分, and ten-thousandths of a percent
  size INTEGER,                           -- amount without its sign
  wording INTEGER NOT NULL REFERENCES wordings (id),
  FOREIGN KEY (edition_id, ordinal) REFERENCES reasons (edition_id, ordinal)
) STRICT;
CREATE INDEX causes_by_wording ON causes (wording, unit_id, year, passage);
CREATE INDEX causes_by_item ON causes (item, passage);
CREATE INDEX causes_by_unit ON causes (unit_id, passage);
CREATE INDEX causes_by_size ON causes (size DESC, passage);

-- Changes in the newest editions that no reason is given for.
CREATE TABLE unexplained (
  edition_id INTEGER NOT NULL, fact INTEGER NOT NULL, -- that prints the change, or the rate where no amount is printed
  unit_id INTEGER NOT NULL, year INTEGER NOT NULL,
  item TEXT NOT NULL, basis TEXT NOT NULL, direction TEXT NOT NULL,
  amount_fact INTEGER, rate_fact INTEGER,
  amount INTEGER NOT NULL, rate INTEGER,  -- rate NULL: from nothing
  size INTEGER NOT NULL,
  PRIMARY KEY (edition_id, fact),
  FOREIGN KEY (edition_id, fact) REFERENCES facts (edition_id, ordinal)
) STRICT;
CREATE INDEX unexplained_by_size ON unexplained (size);
CREATE INDEX unexplained_by_item ON unexplained (item);

-- +goose Down
SELECT 1;
