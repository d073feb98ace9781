-- What the signals of cities reckon with where it is not to be the default (docs/city-signals.md): a row for each, name and
-- value. as_of is the time that all is seen from, in seconds since 1970 UTC; NULL: now.
CREATE OR REPLACE VIEW signal_parameters AS
SELECT name, value FROM (VALUES ('as_of', CAST(NULL AS double))) AS d (name, value)
