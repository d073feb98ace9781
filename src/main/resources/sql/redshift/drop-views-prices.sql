-- A view is replaced by one of the same columns alone. Without CASCADE: what others have made over these is theirs to drop.
DROP VIEW IF EXISTS price_position;
DROP VIEW IF EXISTS price_index;
DROP VIEW IF EXISTS availability_history;
DROP VIEW IF EXISTS price_daily;
DROP VIEW IF EXISTS price_changes;
DROP VIEW IF EXISTS last_price;
