-- Where will scooters gather and be missed? Filter: city.
SELECT city, from_at, day_part, commute_score, commute_reason, weather_score, weather_reason, hill_score, hill_reason,
  tourist_score, tourist_reason, confidence
FROM rebalancing_hints
WHERE city = :city AND from_at < DATEADD('DAY', 2, CURRENT_TIMESTAMP())
ORDER BY city, from_at;
