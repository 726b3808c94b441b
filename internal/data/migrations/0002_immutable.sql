-- +goose Up
-- A published edition is immutable.
-- +goose StatementBegin
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_no_update BEFORE UPDATE ON editions BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_no_delete BEFORE DELETE ON editions BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sections_no_update BEFORE UPDATE ON sections BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sections_no_delete BEFORE DELETE ON sections BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reasons_no_update BEFORE UPDATE ON reasons BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reasons_no_delete BEFORE DELETE ON reasons BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluations_no_update BEFORE UPDATE ON evaluations BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluations_no_delete BEFORE DELETE ON evaluations BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_funds_no_update BEFORE UPDATE ON evaluation_funds BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_funds_no_delete BEFORE DELETE ON evaluation_funds BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_indicators_no_update BEFORE UPDATE ON evaluation_indicators BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_indicators_no_delete BEFORE DELETE ON evaluation_indicators BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_cells_no_update BEFORE UPDATE ON evaluation_cells BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER evaluation_cells_no_delete BEFORE DELETE ON evaluation_cells BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER forms_no_update BEFORE UPDATE ON forms BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER forms_no_delete BEFORE DELETE ON forms BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER glossary_no_update BEFORE UPDATE ON glossary BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER glossary_no_delete BEFORE DELETE ON glossary BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER declared_no_update BEFORE UPDATE ON declared BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER declared_no_delete BEFORE DELETE ON declared BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER unread_no_update BEFORE UPDATE ON unread BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER unread_no_delete BEFORE DELETE ON unread BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checks_no_update BEFORE UPDATE ON checks BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checks_no_delete BEFORE DELETE ON checks BEGIN SELECT RAISE(ABORT, '已公开的版本不能改动'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
