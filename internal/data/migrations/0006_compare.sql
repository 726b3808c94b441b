-- +goose Up
-- What the newest edition of each unit's year says of each item and class, one
-- row each, with the amounts that lists are ordered by. It is drawn from facts
-- and may be drawn anew: see standing_write.go.
CREATE TABLE standings (
  item TEXT NOT NULL,
  class TEXT NOT NULL,        -- the official code, else the names joined by "/"; '' for a total
  year INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  amount INTEGER,             -- 决算 as in facts.amount; NULL when there is none
  prior INTEGER,              -- 上年决算
  change INTEGER,             -- 比上年增减
  growth INTEGER,             -- its rate in millionths
  variance INTEGER,           -- 预决算差异率 in millionths
  share INTEGER,              -- of 本年支出合计, in millionths
  per_staff INTEGER,          -- a head of 在职人员, in the measure of amount
  -- The facts behind them, by their ordinals; NULL where there is none.
  final_fact INTEGER, prior_fact INTEGER, change_fact INTEGER, growth_fact INTEGER,
  initial_fact INTEGER, full_fact INTEGER, variance_fact INTEGER, completion_fact INTEGER,
  PRIMARY KEY (item, class, year, unit_id)
) STRICT, WITHOUT ROWID;

-- The classes that documents print, by the key that standings use.
CREATE TABLE classes (
  key TEXT PRIMARY KEY,
  path TEXT NOT NULL,         -- JSON
  year INTEGER NOT NULL       -- of the newest document that prints it so
) STRICT, WITHOUT ROWID;

-- The topics under which an edition holds figures that nobody understood.
CREATE TABLE unread_topics (
  edition_id INTEGER NOT NULL REFERENCES editions (id),
  topic TEXT NOT NULL,
  PRIMARY KEY (edition_id, topic)
) STRICT, WITHOUT ROWID;

-- The editions whose standings are drawn, and by which rule.
CREATE TABLE stood (
  edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
  rule INTEGER NOT NULL
) STRICT;

-- What units are found and sorted by besides their names.
ALTER TABLE units ADD COLUMN kind TEXT NOT NULL DEFAULT '';           -- of unit, see fiscal.UnitKind
ALTER TABLE unit_names ADD COLUMN initials TEXT NOT NULL DEFAULT '';  -- of its pinyin, readings apart by spaces

CREATE INDEX editions_by_year ON editions (year, unit_id, number);

-- +goose Down
SELECT 1;
