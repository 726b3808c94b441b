-- +goose Up
-- What the funds of a 绩效自评表 are in; '': not printed.
ALTER TABLE evaluations ADD COLUMN measure TEXT NOT NULL DEFAULT '';

-- Lists over the newest edition of every unit's year. They follow from what the
-- editions state and may be made anew.

-- Each 绩效自评表 with its figures as numbers.
CREATE TABLE evaluation_list (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL,
  unit_id INTEGER NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  budget INTEGER, executed INTEGER,   -- 分; NULL: not one figure
  rate INTEGER, total_score INTEGER,  -- ten-thousandths
  indicators INTEGER NOT NULL, findings INTEGER NOT NULL,
  PRIMARY KEY (edition_id, evaluation),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_list_by_unit ON evaluation_list (unit_id, year DESC, evaluation);

-- Each check that found cells of one 绩效自评表 that contradict each other.
CREATE TABLE evaluation_findings (
  edition_id INTEGER NOT NULL, evaluation INTEGER NOT NULL, "check" INTEGER NOT NULL,
  unit_id INTEGER NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL,
  indicator INTEGER,   -- the row; NULL: the funds or the totals
  cell TEXT NOT NULL,  -- the cell that the check is about
  words TEXT NOT NULL, -- names of the table and of the row
  PRIMARY KEY (edition_id, evaluation, "check"),
  FOREIGN KEY (edition_id, evaluation) REFERENCES evaluations (edition_id, ordinal),
  FOREIGN KEY (edition_id, "check") REFERENCES checks (edition_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_findings_by_year ON evaluation_findings (year DESC, unit_id, evaluation, "check");

-- Each report with evaluations of projects: what they cover of 项目支出.
CREATE TABLE evaluation_coverage (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  unit_id INTEGER NOT NULL, year INTEGER NOT NULL,
  projects INTEGER NOT NULL,
  unstated INTEGER NOT NULL, -- tables without an executed amount
  executed INTEGER NOT NULL, -- 分
  fact INTEGER,              -- the statement of 项目支出; NULL: none
  spending INTEGER,          -- 分
  share INTEGER,             -- hundred-thousandths; NULL: cannot be said
  FOREIGN KEY (edition_id, fact) REFERENCES facts (edition_id, ordinal)
) STRICT;

-- +goose Down
SELECT 1;
