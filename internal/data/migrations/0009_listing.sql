-- +goose Up
-- Lists of facts over all editions, page by page in the order of an index.
CREATE INDEX facts_of_item ON facts (item, edition_id, ordinal);
CREATE INDEX facts_of_class ON facts (class_code, edition_id, ordinal) WHERE class_code IS NOT NULL;
CREATE INDEX facts_of_economic ON facts (economic_code, edition_id, ordinal) WHERE economic_code IS NOT NULL;
CREATE INDEX checks_of_status ON checks (status, edition_id, ordinal);

-- +goose Down
SELECT 1;
