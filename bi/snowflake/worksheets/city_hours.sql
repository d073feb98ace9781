-- What comes in the next 48 hours? Filter: city.
SELECT hour_at, city, ride_factor, temperature_c, precipitation_mm, wind_ms, arrivals, tourist_inflow, commute, forecast_age_hours
FROM city_hour
WHERE city = :city AND hour_at >= CURRENT_TIMESTAMP() AND hour_at < DATEADD('DAY', 2, CURRENT_TIMESTAMP())
ORDER BY hour_at, city;
