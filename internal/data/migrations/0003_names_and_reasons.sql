-- +goose Up
-- The years in which a unit carried a name, for when documents say so.
ALTER TABLE unit_names ADD COLUMN from_year INTEGER; -- NULL: not known
ALTER TABLE unit_names ADD COLUMN to_year INTEGER;   -- NULL: not known, or still carried

-- Why a unit's year was published again.
ALTER TABLE editions ADD COLUMN reason TEXT; -- NULL: not said, or the first edition

-- The printed text of a reason where it is not the reason word for word.
ALTER TABLE reasons ADD COLUMN source_text TEXT; -- NULL: the same as text

-- +goose Down
SELECT 1;
