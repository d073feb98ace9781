-- What the signals of cities reckon with. Whoever changes a value keeps it: only what is missing is put in.
CREATE TABLE IF NOT EXISTS signal_parameters (
    name VARCHAR(64) NOT NULL,
    value ${double},
    doc VARCHAR(300),
    PRIMARY KEY (name)
);
INSERT INTO signal_parameters (name, value, doc)
SELECT d.name, d.value, d.doc
FROM (
    SELECT 'as_of' AS name, CAST(NULL AS ${double}) AS value,
        'All views are as they were then, in seconds since 1970 UTC. NULL: now' AS doc
    UNION ALL SELECT 'past_hours', 72, 'Hours before as_of that latest_weather and flight_arrivals look back'
    UNION ALL SELECT 'twin_minutes', 30, 'Rows of one aircraft at one airport within so many minutes are one flight'
    UNION ALL SELECT 'reschedule_hours', 6, 'A number seen later within so many hours of its time is the same flight'
    UNION ALL SELECT 'cold_c', -5, 'Felt degrees Celsius at which nobody rides'
    UNION ALL SELECT 'mild_c', 15, 'Felt degrees Celsius from which on cold keeps nobody away'
    UNION ALL SELECT 'warm_c', 27, 'Felt degrees Celsius up to which heat keeps nobody away'
    UNION ALL SELECT 'hot_c', 40, 'Felt degrees Celsius at which nobody rides'
    UNION ALL SELECT 'rain_halves_mm', 1, 'Millimetres an hour that halve the rides'
    UNION ALL SELECT 'snow_halves_mm', 0.5, 'Millimetres of snow an hour, as water, that halve the rides once more'
    UNION ALL SELECT 'calm_ms', 5, 'Metres a second up to which wind keeps nobody away'
    UNION ALL SELECT 'storm_ms', 17, 'Metres a second at which nobody rides'
    UNION ALL SELECT 'hilly_percent', 10, 'Mean slope in percent of a city whose hilliness is 1'
    UNION ALL SELECT 'load_factor', 0.83, 'Share of seats that are taken'
    UNION ALL SELECT 'tourist_share', 0.3, 'Share of passengers who come as tourists'
    UNION ALL SELECT 'low_cost_tourist_share', 0.5, 'The same of low-cost carriers'
    UNION ALL SELECT 'tourist_delay_hours', 1, 'Whole hours from landing to the city'
    UNION ALL SELECT 'tourists_full', 200, 'Tourists an hour at which the score is 1'
    UNION ALL SELECT 'forecast_useless_hours', 120, 'Age in hours at which a forecast gives no confidence'
    UNION ALL SELECT 'forecast_weight', 0.7, 'Weight of the forecast in the confidence, the rest is that of the flights'
) AS d
WHERE NOT EXISTS (SELECT 1 FROM signal_parameters AS p WHERE p.name = ${parameter-name});

-- The parameters side by side, in one row; one that somebody deleted has its default.
CREATE OR REPLACE VIEW signal_settings${view-options} AS
SELECT s.*, floor(s.as_of / 3600) AS as_of_hour, ${as-of-time} AS as_of_at, ${past-time} AS past_at
FROM (
    SELECT coalesce(max(CASE WHEN name = 'as_of' THEN value END), ${now-second}) AS as_of,
        coalesce(max(CASE WHEN name = 'past_hours' THEN value END), 72) AS past_hours,
        coalesce(max(CASE WHEN name = 'twin_minutes' THEN value END), 30) AS twin_minutes,
        coalesce(max(CASE WHEN name = 'reschedule_hours' THEN value END), 6) AS reschedule_hours,
        coalesce(max(CASE WHEN name = 'cold_c' THEN value END), -5) AS cold_c,
        coalesce(max(CASE WHEN name = 'mild_c' THEN value END), 15) AS mild_c,
        coalesce(max(CASE WHEN name = 'warm_c' THEN value END), 27) AS warm_c,
        coalesce(max(CASE WHEN name = 'hot_c' THEN value END), 40) AS hot_c,
        coalesce(max(CASE WHEN name = 'rain_halves_mm' THEN value END), 1) AS rain_halves_mm,
        coalesce(max(CASE WHEN name = 'snow_halves_mm' THEN value END), 0.5) AS snow_halves_mm,
        coalesce(max(CASE WHEN name = 'calm_ms' THEN value END), 5) AS calm_ms,
        coalesce(max(CASE WHEN name = 'storm_ms' THEN value END), 17) AS storm_ms,
        coalesce(max(CASE WHEN name = 'hilly_percent' THEN value END), 10) AS hilly_percent,
        coalesce(max(CASE WHEN name = 'load_factor' THEN value END), 0.83) AS load_factor,
        coalesce(max(CASE WHEN name = 'tourist_share' THEN value END), 0.3) AS tourist_share,
        coalesce(max(CASE WHEN name = 'low_cost_tourist_share' THEN value END), 0.5) AS low_cost_tourist_share,
        coalesce(max(CASE WHEN name = 'tourist_delay_hours' THEN value END), 1) AS tourist_delay_hours,
        coalesce(max(CASE WHEN name = 'tourists_full' THEN value END), 200) AS tourists_full,
        coalesce(max(CASE WHEN name = 'forecast_useless_hours' THEN value END), 120) AS forecast_useless_hours,
        coalesce(max(CASE WHEN name = 'forecast_weight' THEN value END), 0.7) AS forecast_weight
    FROM signal_parameters
) AS s;
