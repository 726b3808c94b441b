-- +goose Up
-- What people corrected in cells of 绩效自评表. The cell itself has what the
-- person wrote.
CREATE TABLE evaluation_corrections (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL,
  address TEXT NOT NULL,            -- as in evaluation_cells; of a merged cell one row each
  was TEXT NOT NULL,                -- what the reader had read; '': nothing
  at TEXT NOT NULL, by_name TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (edition_id, evaluation, address),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER evaluation_corrections_no_update BEFORE UPDATE ON evaluation_corrections BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_corrections_no_delete BEFORE DELETE ON evaluation_corrections BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd

-- One definition of each term is chosen without reading them all.
DROP INDEX glossary_by_term;
CREATE INDEX glossary_by_term ON glossary (term, edition_id, ordinal);

-- Corrections of drafts may be of cells: SQLite changes a constraint only with
-- its table. Nothing refers to it.
CREATE TABLE desk_corrections_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  draft_id INTEGER NOT NULL REFERENCES desk_drafts (id),
  kind TEXT NOT NULL CHECK (kind IN ('read', 'change', 'remove', 'declare', 'cell', 'meta')),
  what TEXT NOT NULL,                             -- JSON
  why TEXT NOT NULL,
  by_id INTEGER NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  undone_id INTEGER, undone_by TEXT NOT NULL DEFAULT '', undone_at TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO desk_corrections_anew (id, draft_id, kind, what, why, by_id, by_name, at, undone_id, undone_by, undone_at)
  SELECT id, draft_id, kind, what, why, by_id, by_name, at, undone_id, undone_by, undone_at FROM desk_corrections;
DROP TABLE desk_corrections;
ALTER TABLE desk_corrections_anew RENAME TO desk_corrections;
CREATE INDEX desk_corrections_draft ON desk_corrections (draft_id, id);

-- +goose Down
SELECT 1;
