-- +goose Up
-- What the funds of a 绩效自评表 are in; '': not printed.
ALTER TABLE evaluations ADD COLUMN measure TEXT NOT NULL DEFAULT '';

-- The figures of 绩效自评表 as numbers, to find and order them by. They follow
-- from the printed cells and the checks, and may be worked out anew.
CREATE TABLE evaluation_figures (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL,
  initial_budget INTEGER, full_budget INTEGER, executed INTEGER, -- 分; NULL: not one figure
  rate INTEGER, score INTEGER, total_score INTEGER,              -- ten-thousandths
  indicators INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  PRIMARY KEY (edition_id, evaluation),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Which checks found cells of a 绩效自评表 that contradict each other.
CREATE TABLE evaluation_findings (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL, "check" INTEGER NOT NULL,
  indicator INTEGER,  -- the row; NULL: the funds or the totals
  cell TEXT NOT NULL, -- the cell that the check is about
  PRIMARY KEY (edition_id, evaluation, "check"),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal),
  FOREIGN KEY (edition_id, "check") REFERENCES checks (edition_id, ordinal)
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
