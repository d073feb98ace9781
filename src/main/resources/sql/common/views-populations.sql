-- How many people live in each city: within its limits where that is stated, else its built-up area, else its region; of those
-- the newest date, and of one date the page before Wikidata.
CREATE OR REPLACE VIEW latest_population${view-options} AS
SELECT city, kind, population, population_date, as_of, origin, revision, observed_at
FROM (
    SELECT q.*, row_number() OVER (
        PARTITION BY city
        ORDER BY CASE WHEN kind = 'city' THEN 1 WHEN kind = 'urban' THEN 2 ELSE 3 END,
            CASE WHEN population_date IS NULL THEN 1 ELSE 0 END, population_date DESC, as_of DESC,
            CASE WHEN origin = 'wikidata.org' THEN 1 ELSE 0 END, origin) AS place
    FROM populations AS q
) AS stated
WHERE place = 1;
