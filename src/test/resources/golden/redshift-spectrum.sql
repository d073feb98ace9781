-- once, by an administrator
CREATE EXTERNAL SCHEMA IF NOT EXISTS millrace_lake
FROM DATA CATALOG DATABASE 'millrace'
IAM_ROLE 'arn:aws:iam::123456789012:role/copy';

GRANT TEMP ON DATABASE "d" TO "millrace";

GRANT USAGE, CREATE ON SCHEMA "public" TO "millrace";

CREATE ROLE "millrace_reader";

GRANT USAGE ON SCHEMA "public" TO ROLE "millrace_reader";

GRANT SELECT ON ALL TABLES IN SCHEMA "public" TO ROLE "millrace_reader";

ALTER DEFAULT PRIVILEGES FOR USER "millrace" IN SCHEMA "public" GRANT SELECT ON TABLES TO ROLE "millrace_reader";

GRANT USAGE ON SCHEMA millrace_lake TO ROLE "millrace_reader";

-- beside them, where they are wanted
CREATE OR REPLACE VIEW "lake_prices" AS
SELECT "source", "sku", "url", "name", "brand", "gtin", "seller", "price", "currency", "list_price", "availability", "observed_at", "method", "confidence", "page_hash", "selector", "price_text", "event_id", "labels", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "source", "sku", "observed_at" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."prices" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_prices" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_cities" AS
SELECT "city", "source", "name", "country", "region", "latitude", "longitude", "elevation_m", "time_zone", "area_km2", "wikidata", "page", "language", "revision", "unknown", "checks", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."cities" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_cities" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_populations" AS
SELECT "city", "kind", "origin", "as_of", "source", "population", "population_date", "revision", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city", "kind", "origin", "as_of" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."populations" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_populations" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_airports" AS
SELECT "airport", "source", "iata", "name", "municipality", "country", "latitude", "longitude", "elevation_m", "time_zone", "origin", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "airport" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."airports" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_airports" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_city_airports" AS
SELECT "city", "airport", "source", "distance_km", "origin", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city", "airport" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."city_airports" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_city_airports" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_weather" AS
SELECT "city", "provider", "valid_at", "issued_at", "from_at", "source", "temperature_c", "feels_like_c", "humidity", "precipitation_mm", "precipitation_probability", "snow_mm", "wind_ms", "gust_ms", "wind_direction_deg", "cloud_cover", "visibility_m", "weather_code", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city", "provider", "valid_at", "issued_at" ORDER BY "issued_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."weather" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_weather" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_flights" AS
SELECT "airport", "flight", "observed_at", "source", "provider", "number", "airline", "airline_iata", "airline_icao", "origin", "origin_iata", "origin_icao", "origin_country", "scheduled_at", "revised_at", "actual_at", "scheduled_local", "revised_local", "actual_local", "arrives_at", "terminal", "status", "aircraft", "aircraft_reg", "aircraft_mode_s", "codeshare", "cargo", "private", "low_cost", "seats", "seats_from", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "airport", "flight", "observed_at" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."flights" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_flights" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_flight_windows" AS
SELECT "airport", "from_at", "observed_at", "to_at", "source", "provider", "listed", "unreadable", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "airport", "from_at", "observed_at" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."flight_windows" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_flight_windows" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_elevations" AS
SELECT "city", "cell", "source", "latitude", "longitude", "elevation_m", "slope_percent", "spacing_m", "origin", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city", "cell" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."elevations" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_elevations" TO ROLE "millrace_reader";

CREATE OR REPLACE VIEW "lake_calendar" AS
SELECT "city", "hour_at", "until_at", "epoch_hour", "source", "local_date", "local_hour", "utc_offset_minutes", "weekday", "workday", "holiday", "observed_at", "event_id", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "city", "hour_at" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."calendar" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_calendar" TO ROLE "millrace_reader";

