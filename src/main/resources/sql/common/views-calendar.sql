-- What is known by as_of of each hour of each city from a day before as_of until five days after it. An hour of which nothing
-- is known has NULLs. Documented in docs/city-signals.md. A city is put together with an empty text because MariaDB would
-- otherwise work out the newest weather and the arrivals anew for each hour (split_materialized), by the keys of the tables.
CREATE OR REPLACE VIEW city_hour${view-options} AS
WITH hours AS (
    SELECT concat(c.city, '') AS city, c.hour_at, c.epoch_hour, c.epoch_hour * 3600 AS start_second, c.local_date, c.local_hour, c.weekday,
        c.workday, c.holiday,
        CASE WHEN c.workday IS NULL THEN NULL
            WHEN c.workday AND c.local_hour >= 6 AND c.local_hour <= 9 THEN 'to_centre'
            WHEN c.workday AND c.local_hour >= 15 AND c.local_hour <= 18 THEN 'from_centre'
            ELSE 'none' END AS commute
    FROM calendar AS c
    JOIN signal_settings AS p
        ON c.epoch_hour >= p.as_of_hour - 24 - p.tourist_delay_hours AND c.epoch_hour <= p.as_of_hour + 120
), forecasts AS (
    SELECT concat(w.city, '') AS city, w.provider, w.issued_at, w.temperature_c, w.feels_like_c, w.precipitation_mm,
        w.precipitation_probability, w.snow_mm, w.wind_ms, w.gust_ms, w.weather_code, ${from-second} AS from_second,
        ${valid-second} AS valid_second
    FROM latest_weather AS w
), amounts AS (
-- An amount belongs to the time from from_at until valid_at, each hour of which has the same part of it.
    SELECT h.city, h.epoch_hour, f.provider, f.issued_at, f.precipitation_probability,
        f.precipitation_mm * 3600.0 / (f.valid_second - f.from_second) AS precipitation_mm,
        f.snow_mm * 3600.0 / (f.valid_second - f.from_second) AS snow_mm,
        row_number() OVER (
            PARTITION BY h.city, h.epoch_hour, f.provider ORDER BY f.issued_at DESC, f.valid_second
        ) AS place
    FROM hours AS h
    JOIN forecasts AS f
        ON f.city = h.city AND f.from_second <= h.start_second AND f.valid_second > h.start_second
), instants AS (
    SELECT h.city, h.epoch_hour, f.provider, f.issued_at, f.temperature_c, f.feels_like_c, f.wind_ms, f.gust_ms,
        f.weather_code,
        row_number() OVER (PARTITION BY h.city, h.epoch_hour, f.provider ORDER BY f.valid_second DESC) AS place
    FROM hours AS h
    JOIN forecasts AS f
        ON f.city = h.city AND f.valid_second <= h.start_second AND f.valid_second >= h.start_second - 10800
), issues AS (
-- Who states both comes before who states one of them: an hour has one provider.
    SELECT city, epoch_hour, provider, max(issued_at) AS issued_at, count(*) AS kinds
    FROM (
        SELECT city, epoch_hour, provider, issued_at FROM amounts WHERE place = 1
        UNION ALL
        SELECT city, epoch_hour, provider, issued_at FROM instants WHERE place = 1
    ) AS stated
    GROUP BY city, epoch_hour, provider
), providers AS (
    SELECT i.*, row_number() OVER (
            PARTITION BY city, epoch_hour
            ORDER BY kinds DESC, issued_at DESC, CASE WHEN provider = 'open-meteo' THEN 0 ELSE 1 END, provider
        ) AS place
    FROM issues AS i
), windows AS (
    SELECT w.airport, ${from-second} AS from_second, ${to-second} AS to_second
    FROM flight_windows AS w
    JOIN signal_settings AS p ON w.observed_at <= p.as_of_at AND w.to_at >= p.past_at
), asked AS (
-- Two windows may meet inside of an hour.
    SELECT h.city, h.epoch_hour, a.airport,
        max(CASE WHEN w.from_second <= h.start_second THEN w.to_second END) AS until_second,
        min(CASE WHEN w.to_second >= h.start_second + 3600 THEN w.from_second END) AS since_second
    FROM hours AS h
    JOIN city_airports AS a ON a.city = h.city
    LEFT JOIN windows AS w
        ON w.airport = a.airport AND w.from_second < h.start_second + 3600 AND w.to_second > h.start_second
    GROUP BY h.city, h.epoch_hour, a.airport
), coverage AS (
    SELECT city, epoch_hour, avg(CAST(CASE WHEN until_second >= since_second THEN 1 ELSE 0 END AS ${double})) AS share
    FROM asked
    GROUP BY city, epoch_hour
), landed AS (
    SELECT concat(a.city, '') AS city, f.arrival_hour, count(*) AS arrivals, sum(f.seats) AS seats,
        sum(CASE WHEN f.low_cost THEN f.seats WHEN NOT f.low_cost THEN 0 END) AS low_cost_seats
    FROM flight_arrivals AS f
    JOIN city_airports AS a ON a.airport = f.airport
    GROUP BY concat(a.city, ''), f.arrival_hour
), arriving AS (
    SELECT c.city, c.epoch_hour, c.share,
        CASE WHEN c.share > 0 THEN coalesce(l.arrivals, 0) END AS arrivals,
        CASE WHEN c.share > 0 THEN CASE WHEN l.arrivals IS NULL THEN 0 ELSE l.seats END END AS seats,
        CASE WHEN c.share > 0 THEN CASE WHEN l.arrivals IS NULL THEN 0 ELSE l.low_cost_seats END END AS low_cost_seats
    FROM coverage AS c
    LEFT JOIN landed AS l ON l.city = c.city AND l.arrival_hour = c.epoch_hour
), weathered AS (
    SELECT h.*, i.temperature_c, i.feels_like_c, coalesce(i.feels_like_c, i.temperature_c) AS felt_c,
        m.precipitation_probability, m.precipitation_mm, m.snow_mm, i.wind_ms, i.gust_ms, i.weather_code,
        v.issued_at, ${forecast-second} AS issued_second
    FROM hours AS h
    LEFT JOIN providers AS v ON v.city = h.city AND v.epoch_hour = h.epoch_hour AND v.place = 1
    LEFT JOIN amounts AS m
        ON m.city = v.city AND m.epoch_hour = v.epoch_hour AND m.provider = v.provider AND m.place = 1
    LEFT JOIN instants AS i
        ON i.city = v.city AND i.epoch_hour = v.epoch_hour AND i.provider = v.provider AND i.place = 1
)
SELECT h.city, h.hour_at, h.local_date, h.local_hour, h.weekday, h.workday, h.holiday, h.commute, h.temperature_c,
    h.feels_like_c, h.precipitation_probability, h.precipitation_mm, h.snow_mm, h.wind_ms, h.gust_ms, h.weather_code,
    CASE WHEN h.felt_c IS NULL OR h.precipitation_mm IS NULL OR h.wind_ms IS NULL THEN NULL ELSE
        CASE WHEN h.felt_c <= p.cold_c OR h.felt_c >= p.hot_c THEN 0
            WHEN h.felt_c < p.mild_c THEN (h.felt_c - p.cold_c) / (p.mild_c - p.cold_c)
            WHEN h.felt_c > p.warm_c THEN (p.hot_c - h.felt_c) / (p.hot_c - p.warm_c)
            ELSE 1 END
        * (p.rain_halves_mm / nullif(p.rain_halves_mm + h.precipitation_mm, 0))
        * (p.snow_halves_mm / nullif(p.snow_halves_mm + coalesce(h.snow_mm, 0), 0))
        * CASE WHEN h.wind_ms >= p.storm_ms THEN 0
            WHEN h.wind_ms > p.calm_ms THEN (p.storm_ms - h.wind_ms) / (p.storm_ms - p.calm_ms)
            ELSE 1 END
    END AS ride_factor,
    a.arrivals, a.seats, a.low_cost_seats,
    p.load_factor * (d.seats * p.tourist_share
        + coalesce(d.low_cost_seats, 0) * (p.low_cost_tourist_share - p.tourist_share)) AS tourist_inflow,
    r.hilliness, q.population, h.issued_at AS forecast_issued_at,
    (p.as_of - h.issued_second) / 3600.0 AS forecast_age_hours, a.share AS flight_coverage
FROM weathered AS h
JOIN signal_settings AS p ON h.epoch_hour >= p.as_of_hour - 24
LEFT JOIN arriving AS a ON a.city = h.city AND a.epoch_hour = h.epoch_hour
LEFT JOIN arriving AS d ON d.city = h.city AND d.epoch_hour = h.epoch_hour - p.tourist_delay_hours
LEFT JOIN city_relief AS r ON r.city = h.city
LEFT JOIN latest_population AS q ON q.city = h.city;

-- Where scooters will gather and be missed: for each city and part of its day four scores from 0 to 1, each with its reason in
-- words, and how sure all that is. A score whose data is not there is NULL.
CREATE OR REPLACE VIEW rebalancing_hints${view-options} AS
WITH hours AS (
    SELECT c.*,
        CASE WHEN c.local_hour <= 5 THEN 'night' WHEN c.local_hour <= 9 THEN 'morning' WHEN c.local_hour <= 14 THEN 'midday'
            WHEN c.local_hour <= 18 THEN 'afternoon' ELSE 'evening' END AS day_part
    FROM city_hour AS c
), parts AS (
    SELECT city, local_date, day_part, min(hour_at) AS from_at, count(*) AS hours_in_part,
        count(commute) AS known_hours,
        sum(CASE WHEN commute = 'to_centre' THEN 1 ELSE 0 END) AS to_hours,
        sum(CASE WHEN commute = 'from_centre' THEN 1 ELSE 0 END) AS from_hours,
        max(CASE WHEN workday THEN 1 WHEN NOT workday THEN 0 END) AS is_workday,
        max(holiday) AS holiday,
        avg(ride_factor) AS ride_factor,
        sum(precipitation_mm) AS precipitation_mm,
        sum(snow_mm) AS snow_mm,
        min(coalesce(feels_like_c, temperature_c)) AS felt_c,
        max(wind_ms) AS wind_ms,
        max(hilliness) AS hilliness,
        sum(seats) AS seats,
        sum(low_cost_seats) AS low_cost_seats,
        avg(tourist_inflow) AS inflow_an_hour,
        sum(tourist_inflow) AS tourist_inflow,
        count(forecast_issued_at) AS forecast_hours,
        avg(forecast_age_hours) AS age_hours,
        avg(flight_coverage) AS flight_coverage
    FROM hours
    GROUP BY city, local_date, day_part
), scored AS (
    SELECT s.*,
        CASE WHEN s.known_hours > 0
            THEN CAST(s.to_hours + s.from_hours AS ${double}) / s.known_hours END AS commute_score,
        1 - s.ride_factor AS weather_score,
        s.hilliness AS hill_score,
        CASE WHEN s.inflow_an_hour >= p.tourists_full THEN 1 ELSE s.inflow_an_hour / p.tourists_full END AS tourist_score,
        CASE WHEN s.forecast_hours = 0 OR s.age_hours >= p.forecast_useless_hours THEN 0
            ELSE CAST(s.forecast_hours AS ${double}) / s.hours_in_part * (1 - s.age_hours / p.forecast_useless_hours)
            END AS forecast_confidence,
        p.forecast_weight
    FROM parts AS s
    JOIN signal_settings AS p ON p.as_of IS NOT NULL
)
SELECT city, local_date, day_part, from_at, hours_in_part, commute_score,
    CASE WHEN known_hours = 0 THEN 'the holidays of the country are not known'
        WHEN to_hours > 0 THEN concat(${to-hours}, ' workday hours towards the centre')
        WHEN from_hours > 0 THEN concat(${from-hours}, ' workday hours from the centre')
        WHEN is_workday = 1 THEN 'a workday, but no hours of commuting'
        WHEN holiday IS NOT NULL THEN concat('no workday: ', holiday)
        ELSE 'no workday' END AS commute_reason,
    weather_score,
    CASE WHEN precipitation_mm IS NULL OR felt_c IS NULL OR wind_ms IS NULL THEN 'no forecast'
        ELSE concat(concat(concat(CASE WHEN snow_mm > 0
                THEN concat(concat(${snow-mm}, ' mm of snow and '), concat(${rain-mm}, ' mm in all expected, feels like '))
                ELSE concat(${rain-mm}, ' mm of rain expected, feels like ') END, ${felt-c}), ' C, wind '),
            concat(${wind-ms}, ' m/s')) END AS weather_reason,
    hill_score,
    CASE WHEN hilliness IS NULL THEN 'the relief is not known'
        ELSE concat(concat('hilliness ', ${hilliness-text}),
            CASE WHEN hilliness < 0.1 THEN ': flat' ELSE ': scooters collect at the bottom' END) END AS hill_reason,
    tourist_score,
    CASE WHEN flight_coverage IS NULL THEN 'no airport is known'
        WHEN seats IS NULL THEN 'no arrivals were asked for'
        WHEN low_cost_seats IS NULL THEN concat(${seats-text}, ' seats land')
        ELSE concat(concat(${seats-text}, ' seats land, '), concat(${low-cost-text}, ' of them low-cost')) END
        AS tourist_reason,
    CASE WHEN flight_coverage IS NULL THEN forecast_confidence
        ELSE forecast_weight * forecast_confidence + (1 - forecast_weight) * flight_coverage END AS confidence
FROM scored;
