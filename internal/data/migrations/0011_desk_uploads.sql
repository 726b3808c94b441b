-- +goose Up
-- Files as they were received, in packed pieces: none is ever held whole in
-- memory while it arrives. A blob without a hash has not arrived yet.
CREATE TABLE desk_blobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT UNIQUE CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL,
  begun_at TEXT NOT NULL
) STRICT;
CREATE TABLE desk_chunks (
  blob_id INTEGER NOT NULL REFERENCES desk_blobs (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  packed BLOB NOT NULL,
  PRIMARY KEY (blob_id, ordinal)
) STRICT;

-- The queue: what was received and what has become of it.
CREATE TABLE desk_uploads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  blob_id INTEGER NOT NULL REFERENCES desk_blobs (id),
  name TEXT NOT NULL,
  by_id INTEGER NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'unreadable')),
  tries INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  same_as INTEGER REFERENCES desk_uploads (id), -- an earlier one of the same bytes
  ended_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX desk_uploads_state ON desk_uploads (state, id);
CREATE INDEX desk_uploads_blob ON desk_uploads (blob_id);

-- One document read, on its way to the public.
CREATE TABLE desk_drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  upload_id INTEGER REFERENCES desk_uploads (id), -- NULL: made from an edition
  from_edition INTEGER,                           -- id of the edition that is corrected, NULL for an uploaded document
  blob_id INTEGER REFERENCES desk_blobs (id),     -- the document byte for byte; NULL: that of from_edition, or none was kept
  sha256 TEXT NOT NULL,                           -- of the document, '' when it could not be read
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unreadable', 'same', 'draft', 'submitted', 'returned', 'approved', 'published', 'discarded')),
  version INTEGER NOT NULL DEFAULT 1,             -- grows with every change: whoever saw another one is told
  problem TEXT NOT NULL DEFAULT '',
  by_id INTEGER NOT NULL,                         -- who uploaded it, or began to correct the edition
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  unit TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '', year INTEGER NOT NULL DEFAULT 0, -- with corrections
  figures INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, violated INTEGER NOT NULL DEFAULT 0, corrections INTEGER NOT NULL DEFAULT 0,
  report BLOB, text BLOB, layout BLOB,            -- as the reader read it; gzip
  provenance TEXT NOT NULL DEFAULT '{}',          -- JSON, as the manifest has it
  reader_version TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',                -- why the unit's year is published again
  submitted_id INTEGER NOT NULL DEFAULT 0, submitted_by TEXT NOT NULL DEFAULT '', submitted_at TEXT NOT NULL DEFAULT '',
  approved_id INTEGER NOT NULL DEFAULT 0, approved_by TEXT NOT NULL DEFAULT '', approved_at TEXT NOT NULL DEFAULT '',
  due_at TEXT NOT NULL DEFAULT '',                -- when an approved one is to be published; '' at once
  edition_id INTEGER, edition_key TEXT NOT NULL DEFAULT '', published_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX desk_drafts_state ON desk_drafts (state, id);
CREATE INDEX desk_drafts_upload ON desk_drafts (upload_id, sha256);
CREATE INDEX desk_drafts_document ON desk_drafts (sha256);
CREATE INDEX desk_drafts_edition ON desk_drafts (edition_id);
CREATE INDEX desk_drafts_of ON desk_drafts (unit, year);

CREATE TABLE desk_corrections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  draft_id INTEGER NOT NULL REFERENCES desk_drafts (id),
  kind TEXT NOT NULL CHECK (kind IN ('read', 'change', 'remove', 'declare', 'meta')),
  what TEXT NOT NULL,                             -- JSON
  why TEXT NOT NULL,
  by_id INTEGER NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  undone_id INTEGER, undone_by TEXT NOT NULL DEFAULT '', undone_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX desk_corrections_draft ON desk_corrections (draft_id, id);

CREATE TABLE desk_notes (                         -- what people say to each other about a draft
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  draft_id INTEGER NOT NULL REFERENCES desk_drafts (id),
  kind TEXT NOT NULL CHECK (kind IN ('note', 'submitted', 'returned', 'approved', 'failed')),
  text TEXT NOT NULL,
  by_id INTEGER NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX desk_notes_draft ON desk_notes (draft_id, id);

-- +goose Down
SELECT 1;
