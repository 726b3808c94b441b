-- +goose Up
-- Facts read from a standard form, and the form as printed.
ALTER TABLE facts ADD COLUMN form INTEGER NOT NULL DEFAULT 0;   -- 0: the narrative
ALTER TABLE forms ADD COLUMN measure TEXT NOT NULL DEFAULT '';  -- '': only its name is listed
ALTER TABLE forms ADD COLUMN rows TEXT;                         -- JSON; NULL: only its name is listed
ALTER TABLE forms ADD COLUMN headings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE forms ADD COLUMN note TEXT;                         -- JSON; NULL: none says that it is empty

-- The paragraphs and tables of a document, packed; NULL: published before they
-- were kept.
ALTER TABLE documents ADD COLUMN layout BLOB;

-- The files that a document is put together from, and what was left out of
-- them, as JSON; NULL: a single file, nothing left out.
ALTER TABLE documents ADD COLUMN parts TEXT;
ALTER TABLE documents ADD COLUMN omitted TEXT;

-- +goose Down
SELECT 1;
