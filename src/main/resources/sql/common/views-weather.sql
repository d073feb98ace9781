-- Of each time the newest that each provider had stated of it by as_of.
CREATE OR REPLACE VIEW latest_weather${view-options} AS
SELECT city, provider, valid_at, issued_at, from_at, temperature_c, feels_like_c, humidity, precipitation_mm,
    precipitation_probability, snow_mm, wind_ms, gust_ms, wind_direction_deg, cloud_cover, visibility_m, weather_code,
    observed_at
FROM (
    SELECT w.*, row_number() OVER (PARTITION BY w.city, w.provider, w.valid_at ORDER BY w.issued_at DESC) AS place
    FROM weather AS w
    JOIN signal_settings AS p ON w.issued_at <= p.as_of_at AND w.valid_at >= p.past_at
) AS stated
WHERE place = 1;
