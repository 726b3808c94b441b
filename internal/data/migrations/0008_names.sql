-- +goose Up
-- A unit that was renamed keeps one identity. The record of a unit that turned
-- out to be the same under another name stays, so that its address leads on.
ALTER TABLE units ADD COLUMN same_as INTEGER REFERENCES units (id); -- NULL: a unit of its own

-- What somebody said became of units: nothing here follows from documents alone.
CREATE TABLE unit_changes (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('rename', 'merge', 'split')),
  year INTEGER CHECK (year BETWEEN 1900 AND 2099), -- the first 决算年度 after it; NULL: not known
  unit_id INTEGER NOT NULL REFERENCES units (id),  -- that goes on: under another name, with what was merged into it, without what split off
  other_id INTEGER REFERENCES units (id),          -- rename: the record that was taken over; else the other unit; NULL: none here
  was TEXT NOT NULL,                               -- rename: the old name; else the name of the other unit
  now TEXT NOT NULL,                               -- rename: the new name; else the name of the unit
  back INTEGER NOT NULL,                           -- 1: the old name was added, 0: the unit got the new one
  note TEXT NOT NULL,
  declared_at TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE INDEX unit_changes_of ON unit_changes (unit_id);
CREATE INDEX unit_changes_with ON unit_changes (other_id);

-- Editions of a unit that is the same as another are handed over to it. What
-- they state stays as it is, and what was handed over is written down first.
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY,
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  from_unit INTEGER NOT NULL REFERENCES units (id),
  to_unit INTEGER NOT NULL REFERENCES units (id),
  change_id INTEGER NOT NULL REFERENCES unit_changes (id),
  CHECK (from_unit <> to_unit)
) STRICT;
CREATE INDEX handovers_of ON handovers (edition_id, id);
-- +goose StatementBegin
CREATE TRIGGER handovers_no_update BEFORE UPDATE ON handovers BEGIN SELECT RAISE(ABORT, '移交记录不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER handovers_no_delete BEFORE DELETE ON handovers BEGIN SELECT RAISE(ABORT, '移交记录不能改动'); END;
-- +goose StatementEnd
DROP TRIGGER editions_no_update;
-- +goose StatementBegin
CREATE TRIGGER editions_no_update BEFORE UPDATE ON editions
WHEN NOT EXISTS (SELECT 1 FROM handovers h WHERE h.id = (SELECT max(id) FROM handovers WHERE edition_id = OLD.id)
    AND h.from_unit = OLD.unit_id AND h.to_unit = NEW.unit_id)
  OR (NEW.id, NEW.key, NEW.year, NEW.number, NEW.document, NEW.published_at, NEW.reader_version, NEW.source_title, NEW.source_url, NEW.disclosed, NEW.licence, NEW.note)
    <> (OLD.id, OLD.key, OLD.year, OLD.number, OLD.document, OLD.published_at, OLD.reader_version, OLD.source_title, OLD.source_url, OLD.disclosed, OLD.licence, OLD.note)
  OR NEW.reason IS NOT OLD.reason
BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd

-- Other names that documents give their unit or what it came from, for people
-- to judge. Read from the text, and may be read anew.
CREATE TABLE namings (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('former', 'merged')),
  name TEXT NOT NULL,
  year INTEGER,                     -- of the change, NULL when not said
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (edition_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE named (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  rule INTEGER NOT NULL
) STRICT;

-- What the edition of one year says of the year before beside what an edition
-- of that year says of itself. It follows from the two and may be drawn anew.
CREATE TABLE restatements (
  before_edition INTEGER NOT NULL REFERENCES editions (id),
  after_edition INTEGER NOT NULL REFERENCES editions (id),
  ordinal INTEGER NOT NULL,
  rule TEXT NOT NULL, kind TEXT NOT NULL, cause TEXT NOT NULL,
  before_fact INTEGER NOT NULL, after_fact INTEGER NOT NULL,
  difference TEXT NOT NULL, tolerance TEXT NOT NULL, measure TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (before_edition, after_edition, ordinal),
  FOREIGN KEY (before_edition, before_fact) REFERENCES facts (edition_id, ordinal),
  FOREIGN KEY (after_edition, after_fact) REFERENCES facts (edition_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX restatements_that_differ ON restatements (kind, after_edition) WHERE kind IN ('adjusted', 'recast');
CREATE TABLE restated (
  before_edition INTEGER NOT NULL REFERENCES editions (id),
  after_edition INTEGER NOT NULL REFERENCES editions (id),
  rule INTEGER NOT NULL,
  PRIMARY KEY (before_edition, after_edition)
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
