-- How hilly each city is: metres from its lowest to its highest cell, and the mean of the cells' slopes, of which
-- hilly_percent makes a hilliness of 1.
CREATE OR REPLACE VIEW city_relief${view-options} AS
SELECT c.city, c.cells, c.lowest_m, c.highest_m, c.highest_m - c.lowest_m AS relief_m, c.mean_slope_percent,
    CASE WHEN c.mean_slope_percent >= p.hilly_percent THEN 1
        ELSE c.mean_slope_percent / p.hilly_percent END AS hilliness
FROM (
    SELECT city, count(elevation_m) AS cells, min(elevation_m) AS lowest_m, max(elevation_m) AS highest_m,
        avg(slope_percent) AS mean_slope_percent
    FROM elevations
    GROUP BY city
) AS c
JOIN signal_settings AS p ON p.as_of IS NOT NULL;
