-- database and tables, which are made by themselves where catalog.mode is register
CREATE DATABASE IF NOT EXISTS millrace;

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`raw_lines` (
  `line` string COMMENT 'A JSON object: shard, seq, arrived, and event, or bytes in base64')
COMMENT 'What was read from the stream, as it came: shard, seq, arrived and the event'
PARTITIONED BY (
  `dt` date COMMENT 'Day on which the first record of the file arrived, UTC',
  `hour` string COMMENT 'Its hour, 00 to 23, UTC')
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://my-lake/raw/'
TBLPROPERTIES ('classification' = 'json', 'compressionType' = 'gzip');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`prices` (
  `source` string COMMENT 'Name of the source file that declares the site',
  `sku` string COMMENT 'The shop\'s own number of the product, or the page\'s address where the page states none',
  `url` string COMMENT 'Address of the page',
  `name` string COMMENT 'Name of the product',
  `brand` string COMMENT 'Brand or manufacturer',
  `gtin` string COMMENT 'Global Trade Item Number, 8 to 14 digits',
  `seller` string COMMENT 'Who sells it on a marketplace',
  `price` decimal(18,4) COMMENT 'What a buyer pays now, in the currency\'s unit',
  `currency` string COMMENT 'ISO 4217 code of price and list_price',
  `list_price` decimal(18,4) COMMENT 'Price before a reduction',
  `availability` string COMMENT 'schema.org ItemAvailability without its prefix: InStock, OutOfStock, …',
  `observed_at` timestamp COMMENT 'When the page was fetched, UTC',
  `method` string COMMENT 'How the price was read',
  `confidence` double COMMENT 'How sure the extraction was',
  `page_hash` string COMMENT 'SHA-256 of the page\'s bytes, hexadecimal',
  `selector` string COMMENT 'Where on the page the price stood: a CSS selector, or a path in its structured data',
  `price_text` string COMMENT 'The price as the page has it, before it was read',
  `event_id` string COMMENT 'Id of the event that carried it',
  `labels` string COMMENT 'What the source file says of the page (our_sku, …), a JSON object',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'What a product page said about its offer at one moment; history, never overwritten by a later moment.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/prices/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`cities` (
  `city` string COMMENT 'Name of the city in its source file',
  `source` string COMMENT 'Name of the source file',
  `name` string COMMENT 'Name as the page has it',
  `country` string COMMENT 'ISO 3166-1 alpha-2 code',
  `region` string COMMENT 'State, province or the like',
  `latitude` double COMMENT 'Degrees north of the equator, WGS 84',
  `longitude` double COMMENT 'Degrees east of Greenwich, WGS 84',
  `elevation_m` double COMMENT 'Metres above sea level',
  `time_zone` string COMMENT 'IANA time zone, such as Europe/Berlin',
  `area_km2` double COMMENT 'Area of the municipality in square kilometres',
  `wikidata` string COMMENT 'Number of the item in Wikidata',
  `page` string COMMENT 'Address of the page',
  `language` string COMMENT 'BCP 47 tag of the page',
  `revision` bigint COMMENT 'Number of the page\'s revision',
  `unknown` string COMMENT 'Column to the reason why it is empty, a JSON object',
  `checks` string COMMENT 'Column to what Wikidata says of it and whether it agrees, a JSON object',
  `observed_at` timestamp COMMENT 'When it was read, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'A city as its page describes it; the newest reading wins.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/cities/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`populations` (
  `city` string COMMENT 'Name of the city in its source file',
  `kind` string COMMENT 'Within its limits (city), its built-up area (urban), its region (metro)',
  `origin` string COMMENT 'Who states it: en.wikipedia.org, wikidata.org',
  `as_of` string COMMENT 'The date as precisely as it is stated: 2023-12-31, 2023-12, 2023 or undated',
  `source` string COMMENT 'Name of the source file',
  `population` bigint COMMENT 'People',
  `population_date` date COMMENT 'First day of as_of; empty where undated',
  `revision` bigint COMMENT 'Number of the page\'s revision',
  `observed_at` timestamp COMMENT 'When it was read, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'A population that a page or Wikidata states, with its date.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/populations/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`airports` (
  `airport` string COMMENT 'ICAO code',
  `source` string COMMENT 'Name of the source file',
  `iata` string COMMENT 'IATA code',
  `name` string COMMENT 'Name',
  `municipality` string COMMENT 'City that it belongs to',
  `country` string COMMENT 'ISO 3166-1 alpha-2 code',
  `latitude` double COMMENT 'Degrees north of the equator, WGS 84',
  `longitude` double COMMENT 'Degrees east of Greenwich, WGS 84',
  `elevation_m` double COMMENT 'Metres above sea level',
  `time_zone` string COMMENT 'IANA time zone',
  `origin` string COMMENT 'Provider that states it',
  `observed_at` timestamp COMMENT 'When it was read, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'An airport; the newest reading wins.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/airports/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`city_airports` (
  `city` string COMMENT 'Name of the city in its source file',
  `airport` string COMMENT 'ICAO code',
  `source` string COMMENT 'Name of the source file',
  `distance_km` double COMMENT 'Great-circle distance from the centre in kilometres',
  `origin` string COMMENT 'Who says so: the source file or a provider',
  `observed_at` timestamp COMMENT 'When it was read, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'An airport near a city.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/city_airports/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`weather` (
  `city` string COMMENT 'Name of the city in its source file',
  `provider` string COMMENT 'open-meteo, openweathermap',
  `valid_at` timestamp COMMENT 'The moment that it is about, UTC; amounts are those of the time from from_at until then',
  `issued_at` timestamp COMMENT 'When the provider first stated it, as far as it was asked, UTC',
  `from_at` timestamp COMMENT 'Where the time of the amounts begins, UTC: an hour or three before valid_at',
  `source` string COMMENT 'Name of the source file',
  `temperature_c` double COMMENT 'Degrees Celsius, 2 m above ground',
  `feels_like_c` double COMMENT 'Apparent temperature in degrees Celsius',
  `humidity` double COMMENT 'Relative humidity, a share',
  `precipitation_mm` double COMMENT 'Rain, showers and melted snow from from_at until valid_at, millimetres',
  `precipitation_probability` double COMMENT 'That any falls from from_at until valid_at, a share',
  `snow_mm` double COMMENT 'Snow from from_at until valid_at, millimetres of water',
  `wind_ms` double COMMENT 'Wind 10 m above ground, metres a second',
  `gust_ms` double COMMENT 'Gusts 10 m above ground, metres a second',
  `wind_direction_deg` double COMMENT 'Where the wind comes from, degrees',
  `cloud_cover` double COMMENT 'Share of the sky',
  `visibility_m` double COMMENT 'Metres',
  `weather_code` int COMMENT 'WMO code 4677, as far as Open-Meteo uses it',
  `observed_at` timestamp COMMENT 'When it was fetched, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'The weather that a provider stated at issued_at for valid_at; history, so that any past view can be asked again.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/weather/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`flights` (
  `airport` string COMMENT 'ICAO code of the airport of arrival',
  `flight` string COMMENT 'Number and scheduled time in UTC: LH 123@2026-11-22T10:05Z',
  `observed_at` timestamp COMMENT 'When this state was seen first, UTC',
  `source` string COMMENT 'Name of the source file',
  `provider` string COMMENT 'aerodatabox',
  `number` string COMMENT 'Flight number as listed',
  `airline` string COMMENT 'Name of the airline',
  `airline_iata` string COMMENT 'IATA code of the airline',
  `airline_icao` string COMMENT 'ICAO code of the airline',
  `origin` string COMMENT 'Name of the airport of departure',
  `origin_iata` string COMMENT 'Its IATA code',
  `origin_icao` string COMMENT 'Its ICAO code',
  `origin_country` string COMMENT 'Its country, ISO 3166-1 alpha-2',
  `scheduled_at` timestamp COMMENT 'Scheduled arrival, UTC',
  `revised_at` timestamp COMMENT 'Revised or predicted arrival, UTC',
  `actual_at` timestamp COMMENT 'When it was on the runway, UTC',
  `scheduled_local` string COMMENT 'Scheduled arrival by the airport\'s clock, with its offset',
  `revised_local` string COMMENT 'Revised or predicted arrival by the airport\'s clock, with its offset',
  `actual_local` string COMMENT 'On the runway by the airport\'s clock, with its offset',
  `arrives_at` timestamp COMMENT 'The best known of the three, UTC: actual, else revised, else scheduled',
  `terminal` string COMMENT 'Terminal',
  `status` string COMMENT 'Expected, EnRoute, Arrived, Canceled, …, as the provider says it',
  `aircraft` string COMMENT 'Model of the aircraft',
  `aircraft_reg` string COMMENT 'Its registration',
  `aircraft_mode_s` string COMMENT 'Its 24-bit address, hexadecimal',
  `codeshare` string COMMENT 'Whether another airline flies under this number',
  `cargo` boolean COMMENT 'Whether it carries freight alone',
  `private` boolean COMMENT 'Whether it is no airline\'s',
  `low_cost` boolean COMMENT 'Whether the airline is a low-cost carrier',
  `seats` int COMMENT 'Seats that are usual for the model',
  `seats_from` string COMMENT 'How seats were found: model, family, or default',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'What a provider said of one flight number\'s arrival at one time; history of its states.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/flights/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`flight_windows` (
  `airport` string COMMENT 'ICAO code',
  `from_at` timestamp COMMENT 'First moment asked for, UTC',
  `observed_at` timestamp COMMENT 'When the answer came, UTC',
  `to_at` timestamp COMMENT 'End of the time asked for, UTC, exclusive; at most 12 hours after from_at',
  `source` string COMMENT 'Name of the source file',
  `provider` string COMMENT 'aerodatabox',
  `listed` int COMMENT 'Flight numbers in the answer, each codeshare counted',
  `unreadable` int COMMENT 'Entries of the answer that could not be read',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'A time for which an airport\'s arrivals were asked, and how many there were.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/flight_windows/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`elevations` (
  `city` string COMMENT 'Name of the city in its source file',
  `cell` string COMMENT 'Steps north and east of the centre: n-2e3',
  `source` string COMMENT 'Name of the source file',
  `latitude` double COMMENT 'Of the cell\'s middle, degrees',
  `longitude` double COMMENT 'Of the cell\'s middle, degrees',
  `elevation_m` double COMMENT 'Metres above sea level',
  `slope_percent` double COMMENT 'Steepest way to one of its eight neighbours, metres of height for each hundred of way',
  `spacing_m` double COMMENT 'Metres from cell to cell',
  `origin` string COMMENT 'Provider that states it',
  `observed_at` timestamp COMMENT 'When it was read, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'The height of a cell of a grid around a city\'s centre, and how steep it is there.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/elevations/'
TBLPROPERTIES ('classification' = 'parquet');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`calendar` (
  `city` string COMMENT 'Name of the city in its source file',
  `hour_at` timestamp COMMENT 'Where the hour begins, UTC',
  `until_at` timestamp COMMENT 'Where it ends, UTC',
  `epoch_hour` bigint COMMENT 'Hours since 1970 at its beginning',
  `source` string COMMENT 'Name of the source file',
  `local_date` date COMMENT 'Day by the city\'s clock',
  `local_hour` int COMMENT 'Hour by the city\'s clock',
  `utc_offset_minutes` int COMMENT 'How far the city\'s clock is ahead of UTC',
  `weekday` int COMMENT 'ISO 8601: Monday is 1',
  `workday` boolean COMMENT 'Whether most people work on that day; empty where the country\'s holidays are not known',
  `holiday` string COMMENT 'Name of the public holiday in English',
  `observed_at` timestamp COMMENT 'When it was worked out, UTC',
  `event_id` string COMMENT 'Id of the event that carried it',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'An hour of UTC as a city\'s clock and calendar have it.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/calendar/'
TBLPROPERTIES ('classification' = 'parquet');

-- views
-- The events as they came, of the raw zone. What is no JSON object stands in "bytes", in base64.
CREATE OR REPLACE VIEW millrace.raw_events AS
SELECT
  json_extract_scalar(line, '$.event.dataset') AS dataset,
  json_extract_scalar(line, '$.event.source') AS source,
  json_extract_scalar(line, '$.event.id') AS event_id,
  TRY(CAST(from_iso8601_timestamp(json_extract_scalar(line, '$.event.observed_at')) AT TIME ZONE 'UTC' AS timestamp)) AS observed_at,
  CAST(from_iso8601_timestamp(json_extract_scalar(line, '$.arrived')) AT TIME ZONE 'UTC' AS timestamp) AS arrived,
  json_format(json_extract(line, '$.event.payload')) AS payload,
  json_format(json_extract(line, '$.event.evidence')) AS evidence,
  json_extract_scalar(line, '$.event.publisher') AS publisher,
  TRY_CAST(json_extract_scalar(line, '$.event.n') AS bigint) AS n,
  json_extract_scalar(line, '$.bytes') AS bytes,
  json_extract_scalar(line, '$.shard') AS shard,
  json_extract_scalar(line, '$.seq') AS seq,
  dt,
  hour
FROM millrace.raw_lines;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."prices_latest" AS
SELECT "source", "sku", "url", "name", "brand", "gtin", "seller", "price", "currency", "list_price", "availability", "observed_at", "method", "confidence", "page_hash", "selector", "price_text", "event_id", "labels", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY dt, "source", "sku", "observed_at"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."prices" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."cities_latest" AS
SELECT "city", "source", "name", "country", "region", "latitude", "longitude", "elevation_m", "time_zone", "area_km2", "wikidata", "page", "language", "revision", "unknown", "checks", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."cities" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."populations_latest" AS
SELECT "city", "kind", "origin", "as_of", "source", "population", "population_date", "revision", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city", "kind", "origin", "as_of"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."populations" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."airports_latest" AS
SELECT "airport", "source", "iata", "name", "municipality", "country", "latitude", "longitude", "elevation_m", "time_zone", "origin", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "airport"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."airports" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."city_airports_latest" AS
SELECT "city", "airport", "source", "distance_km", "origin", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city", "airport"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."city_airports" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."weather_latest" AS
SELECT "city", "provider", "valid_at", "issued_at", "from_at", "source", "temperature_c", "feels_like_c", "humidity", "precipitation_mm", "precipitation_probability", "snow_mm", "wind_ms", "gust_ms", "wind_direction_deg", "cloud_cover", "visibility_m", "weather_code", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city", "provider", "valid_at", "issued_at"
    ORDER BY "issued_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."weather" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."flights_latest" AS
SELECT "airport", "flight", "observed_at", "source", "provider", "number", "airline", "airline_iata", "airline_icao", "origin", "origin_iata", "origin_icao", "origin_country", "scheduled_at", "revised_at", "actual_at", "scheduled_local", "revised_local", "actual_local", "arrives_at", "terminal", "status", "aircraft", "aircraft_reg", "aircraft_mode_s", "codeshare", "cargo", "private", "low_cost", "seats", "seats_from", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY dt, "airport", "flight", "observed_at"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."flights" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."flight_windows_latest" AS
SELECT "airport", "from_at", "observed_at", "to_at", "source", "provider", "listed", "unreadable", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY dt, "airport", "from_at", "observed_at"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."flight_windows" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."elevations_latest" AS
SELECT "city", "cell", "source", "latitude", "longitude", "elevation_m", "slope_percent", "spacing_m", "origin", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city", "cell"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."elevations" AS t
) AS ordered
WHERE place = 1;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."calendar_latest" AS
SELECT "city", "hour_at", "until_at", "epoch_hour", "source", "local_date", "local_hour", "utc_offset_minutes", "weekday", "workday", "holiday", "observed_at", "event_id", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY "city", "hour_at"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."calendar" AS t
) AS ordered
WHERE place = 1;

-- queries, to be saved under their names
-- named query: raw events. What arrived in the last two days, the newest first.
SELECT arrived, dataset, source, observed_at, payload, evidence, bytes
FROM millrace.raw_events
WHERE dt >= current_date - INTERVAL '1' DAY
ORDER BY arrived DESC
LIMIT 100;

-- named query: cleaned prices. What was seen in the last week, each observation once.
SELECT observed_at, source, sku, name, price, currency, list_price, availability, url
FROM millrace.prices_latest
WHERE dt >= current_date - INTERVAL '7' DAY
ORDER BY observed_at DESC, source, sku
LIMIT 1000;

-- named query: changes. Which prices changed in the last 7 days, and by how much. A change is held against the price before
-- it, up to 30 days further back; sold-out pages without a price are passed over.
WITH steps AS (
  SELECT source, sku, name, url, observed_at, price, currency,
    lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
    lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
  FROM millrace.prices_latest
  WHERE dt >= current_date - INTERVAL '37' DAY AND price IS NOT NULL
)
SELECT observed_at, source, sku, name, url, currency, previous_price, price,
  round(100 * (CAST(price AS double) / CAST(previous_price AS double) - 1), 2) AS change_percent
FROM steps
WHERE observed_at >= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '7' DAY
  AND price <> previous_price
  AND previous_price <> 0
  AND currency IS NOT DISTINCT FROM previous_currency
ORDER BY observed_at DESC, source, sku;

