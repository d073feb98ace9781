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

-- marts, the views that every warehouse has
CREATE OR REPLACE VIEW millrace.last_price AS
SELECT "source", "sku", "url", "name", "brand", "gtin", "seller", "price", "currency", "list_price", "availability", "observed_at", "method", "confidence", "page_hash", "selector", "price_text", "event_id", "labels", batch
FROM (
    SELECT p.*, row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) AS newest FROM millrace."prices_latest" AS p
) AS looks
WHERE newest = 1;

CREATE OR REPLACE VIEW millrace.price_changes AS
SELECT source, sku, name, url, observed_at, currency, price, previous_price, previous_currency,
    CAST(CAST((price - previous_price) * 100 / nullif(previous_price, 0) AS DECIMAL(38, 8)) AS DECIMAL(24, 2))
        AS change_percent
FROM (
    SELECT source, sku, name, url, observed_at, currency, price,
        lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
        lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
    FROM millrace."prices_latest"
    WHERE price IS NOT NULL
) AS looks
WHERE previous_price <> price AND previous_price <> 0 AND previous_currency IS NOT DISTINCT FROM currency;

CREATE OR REPLACE VIEW millrace.price_daily AS
SELECT source, sku, day, currency, min(price) AS low_price, max(price) AS high_price,
    CAST(CAST(sum(price) / count(*) AS DECIMAL(38, 8)) AS DECIMAL(18, 4)) AS average_price,
    max(CASE WHEN from_first = 1 THEN price END) AS opening_price,
    max(CASE WHEN from_last = 1 THEN price END) AS closing_price,
    count(*) AS observations
FROM (
    SELECT source, sku, day, currency, price,
        row_number() OVER (PARTITION BY source, sku, day, currency ORDER BY observed_at) AS from_first,
        row_number() OVER (PARTITION BY source, sku, day, currency ORDER BY observed_at DESC) AS from_last
    FROM (
        SELECT source, sku, CAST(observed_at AS date) AS day, currency, price, observed_at
        FROM millrace."prices_latest"
        WHERE price IS NOT NULL
    ) AS priced
) AS looks
GROUP BY source, sku, day, currency;

CREATE OR REPLACE VIEW millrace.price_index AS
WITH steps AS (
    SELECT source, currency, day, closing_price,
        lag(closing_price) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_price,
        lag(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_day,
        lead(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS next_day
    FROM millrace.price_daily
    WHERE closing_price > 0
), links AS (
    SELECT source, currency, day, 1 AS seen,
        CASE WHEN CAST(previous_day + INTERVAL '14' DAY AS date) >= day THEN 0 ELSE 1 END AS entering,
        CASE WHEN CAST(previous_day + INTERVAL '14' DAY AS date) >= day
            THEN ln(CAST(closing_price AS double)) - ln(CAST(previous_price AS double)) ELSE 0 END AS log_relative
    FROM steps
    UNION ALL
    SELECT source, currency, CAST(day + INTERVAL '14' DAY AS date) AS day, NULL AS seen, -1 AS entering, 0 AS log_relative
    FROM steps
    WHERE next_day IS NULL OR next_day > CAST(day + INTERVAL '14' DAY AS date)
), days AS (
    SELECT source, currency, day, count(seen) AS products, sum(entering) AS entering, sum(log_relative) AS log_relatives
    FROM links
    GROUP BY source, currency, day
), matches AS (
    SELECT source, currency, day, products, log_relatives,
        sum(entering) OVER (PARTITION BY source, currency ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            - entering AS matched
    FROM days
)
SELECT source, day, currency,
    CAST(100 * exp(sum(CASE WHEN matched > 0 THEN log_relatives / matched ELSE 0 END) OVER (
        PARTITION BY source, currency ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )) AS DECIMAL(38, 4)) AS index_points,
    products, CAST(matched AS DECIMAL(18, 0)) AS matched_products
FROM matches
WHERE products > 0;

CREATE OR REPLACE VIEW millrace.availability_history AS
SELECT source, sku, availability, since,
    lead(since) OVER (PARTITION BY source, sku ORDER BY since) AS until, last_seen, observations
FROM (
    SELECT source, sku, availability, min(observed_at) AS since, max(observed_at) AS last_seen, count(*) AS observations
    FROM (
        SELECT source, sku, availability, observed_at,
            row_number() OVER (PARTITION BY source, sku ORDER BY observed_at)
                - row_number() OVER (PARTITION BY source, sku, availability ORDER BY observed_at) AS run
        FROM millrace."prices_latest"
    ) AS looks
    GROUP BY source, sku, availability, run
) AS runs;

CREATE OR REPLACE VIEW millrace.price_position AS
WITH latest AS (
    SELECT source, sku, price, currency, availability, lpad(gtin, 14, '0') AS gtin, CAST(observed_at AS date) AS day,
        nullif(json_extract_scalar(p.labels, '$.our_sku'), '') AS our_sku,
        CASE WHEN lower(json_extract_scalar(p.labels, '$.own')) = 'true' THEN 1 ELSE 0 END AS own,
        CASE WHEN availability IN ('OutOfStock', 'SoldOut', 'Discontinued') THEN 0 ELSE 1 END AS available
    FROM millrace.last_price AS p
), matched AS (
    SELECT source, sku, price, currency, availability, own, available, day,
        coalesce(
            our_sku,
            CASE WHEN own = 1 THEN sku END,
            CASE WHEN gtin IS NOT NULL THEN first_value(CASE WHEN own = 1 THEN coalesce(our_sku, sku) END) OVER (
                PARTITION BY gtin ORDER BY own DESC, coalesce(our_sku, sku), source
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) END,
            gtin) AS product
    FROM latest
), ordered AS (
    SELECT product, currency, source, price, availability, own, available,
        rank() OVER (PARTITION BY product, currency, available ORDER BY price) AS price_rank,
        row_number() OVER (PARTITION BY product, currency, available ORDER BY price, own DESC, source, sku) AS place,
        row_number() OVER (PARTITION BY product, currency, own ORDER BY available DESC, price, source, sku) AS own_place,
        count(*) OVER (PARTITION BY product, currency, available) AS places
    FROM matched
    WHERE product IS NOT NULL AND price > 0 AND currency IS NOT NULL
        AND CAST(day + INTERVAL '2' DAY AS date) >= (SELECT CAST(max(observed_at) AS date) FROM millrace."prices_latest")
), positions AS (
    SELECT product, currency,
        max(CASE WHEN own = 1 AND own_place = 1 THEN source END) AS own_source,
        max(CASE WHEN own = 1 AND own_place = 1 THEN price END) AS own_price,
        max(CASE WHEN own = 1 AND own_place = 1 THEN availability END) AS own_availability,
        max(CASE WHEN own = 1 AND own_place = 1 AND available = 1 THEN price_rank END) AS own_rank,
        count(CASE WHEN available = 1 THEN 1 END) AS offers,
        max(CASE WHEN available = 1 AND place = 1 THEN price END) AS lowest_price,
        max(CASE WHEN available = 1 AND place = 1 THEN source END) AS lowest_source,
        min(CASE WHEN available = 1 AND own = 0 THEN price END) AS lowest_other_price,
        min(CASE WHEN available = 1 AND 2 * place >= places THEN price END) AS lower_median,
        max(CASE WHEN available = 1 AND 2 * place <= places + 2 THEN price END) AS upper_median
    FROM ordered
    GROUP BY product, currency
)
SELECT product, currency, own_source, own_price, own_availability, own_rank, offers, lowest_price, lowest_source,
    lowest_other_price, CAST((lower_median + upper_median) * 0.5 AS DECIMAL(18, 4)) AS median_price,
    CAST(CAST((own_price - lowest_price) * 100 / lowest_price AS DECIMAL(38, 8)) AS DECIMAL(24, 2)) AS difference_percent
FROM positions
WHERE offers > 0 OR own_price IS NOT NULL;

CREATE OR REPLACE VIEW millrace.signal_parameters AS
SELECT name, value FROM (VALUES ('as_of', CAST(NULL AS double))) AS d (name, value);

CREATE OR REPLACE VIEW millrace.signal_settings AS
SELECT s.*, floor(s.as_of / 3600) AS as_of_hour, CAST(from_unixtime(s.as_of) AT TIME ZONE 'UTC' AS timestamp) AS as_of_at, CAST(from_unixtime(s.as_of - s.past_hours * 3600) AT TIME ZONE 'UTC' AS timestamp) AS past_at
FROM (
    SELECT coalesce(max(CASE WHEN name = 'as_of' THEN value END), CAST(floor(to_unixtime(current_timestamp)) AS bigint)) AS as_of,
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
    FROM millrace.signal_parameters
) AS s;

CREATE OR REPLACE VIEW millrace.latest_population AS
SELECT city, kind, population, population_date, as_of, origin, revision, observed_at
FROM (
    SELECT q.*, row_number() OVER (
        PARTITION BY city
        ORDER BY CASE WHEN kind = 'city' THEN 1 WHEN kind = 'urban' THEN 2 ELSE 3 END,
            CASE WHEN population_date IS NULL THEN 1 ELSE 0 END, population_date DESC, as_of DESC,
            CASE WHEN origin = 'wikidata.org' THEN 1 ELSE 0 END, origin) AS place
    FROM millrace."populations_latest" AS q
) AS stated
WHERE place = 1;

CREATE OR REPLACE VIEW millrace.city_relief AS
SELECT c.city, c.cells, c.lowest_m, c.highest_m, c.highest_m - c.lowest_m AS relief_m, c.mean_slope_percent,
    CASE WHEN c.mean_slope_percent >= p.hilly_percent THEN 1
        ELSE c.mean_slope_percent / p.hilly_percent END AS hilliness
FROM (
    SELECT city, count(elevation_m) AS cells, min(elevation_m) AS lowest_m, max(elevation_m) AS highest_m,
        avg(slope_percent) AS mean_slope_percent
    FROM millrace."elevations_latest"
    GROUP BY city
) AS c
JOIN millrace.signal_settings AS p ON p.as_of IS NOT NULL;

CREATE OR REPLACE VIEW millrace.latest_weather AS
SELECT city, provider, valid_at, issued_at, from_at, temperature_c, feels_like_c, humidity, precipitation_mm,
    precipitation_probability, snow_mm, wind_ms, gust_ms, wind_direction_deg, cloud_cover, visibility_m, weather_code,
    observed_at
FROM (
    SELECT w.*, row_number() OVER (PARTITION BY w.city, w.provider, w.valid_at ORDER BY w.issued_at DESC) AS place
    FROM millrace."weather_latest" AS w
    JOIN millrace.signal_settings AS p ON w.issued_at <= p.as_of_at AND w.valid_at >= p.past_at
) AS stated
WHERE place = 1;

CREATE OR REPLACE VIEW millrace.flight_arrivals AS
WITH states AS (
    SELECT f.*, CAST(floor(to_unixtime(with_timezone(f.arrives_at, 'UTC'))) AS bigint) AS arrives_second, CAST(floor(to_unixtime(with_timezone(coalesce(f.scheduled_at, f.arrives_at), 'UTC'))) AS bigint) AS planned_second,
        coalesce(f.aircraft_reg, f.aircraft_mode_s) AS tail,
        coalesce(f.origin_icao, f.origin_iata, f.origin) AS origin_place,
        CASE WHEN f.codeshare = 'IsOperator' THEN 0 ELSE 1 END AS not_operator,
        row_number() OVER (PARTITION BY f.airport, f.flight ORDER BY f.observed_at DESC) AS place,
        p.twin_minutes * 60 AS twin_seconds, p.reschedule_hours * 3600 AS reschedule_seconds
    FROM millrace."flights_latest" AS f
    JOIN millrace.signal_settings AS p ON f.observed_at <= p.as_of_at AND coalesce(f.scheduled_at, f.arrives_at) >= p.past_at
), newest AS (
    SELECT s.*,
        lag(planned_second) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS before_second,
        lag(observed_at) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS before_observed,
        lead(planned_second) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS after_second,
        lead(observed_at) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS after_observed
    FROM states AS s
    WHERE place = 1
), flying AS (
    SELECT n.*, CASE WHEN tail IS NULL THEN NULL ELSE
            arrives_second - lag(arrives_second) OVER (PARTITION BY airport, tail ORDER BY arrives_second, flight)
        END AS gap_seconds
    FROM newest AS n
    WHERE NOT cargo AND codeshare <> 'IsCodeshared' AND status NOT IN ('Canceled', 'CanceledUncertain', 'Diverted')
        AND arrives_second IS NOT NULL
        AND CASE
            WHEN planned_second - before_second <= reschedule_seconds AND before_observed > observed_at THEN 1
            WHEN after_second - planned_second <= reschedule_seconds AND after_observed > observed_at THEN 1
            ELSE 0
        END = 0
), landings AS (
    SELECT f.*, sum(CASE WHEN gap_seconds <= twin_seconds THEN 0 ELSE 1 END) OVER (
            PARTITION BY airport, tail ORDER BY arrives_second, flight
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS landing
    FROM flying AS f
), twins AS (
    SELECT l.*, row_number() OVER (
            PARTITION BY airport, tail, landing ORDER BY not_operator, coalesce(seats, 0) DESC, flight
        ) AS twin,
        CASE WHEN tail IS NULL AND codeshare = 'Unknown' AND origin_place IS NOT NULL AND scheduled_at IS NOT NULL
            THEN 1 ELSE 0 END AS anonymous
    FROM landings AS l
), places AS (
    SELECT t.*, row_number() OVER (
            PARTITION BY airport, origin_place, scheduled_at
            ORDER BY anonymous, not_operator, coalesce(seats, 0) DESC, flight
        ) AS listing
    FROM twins AS t
    WHERE twin = 1
)
SELECT airport, flight, number, airline, airline_iata, airline_icao, origin, origin_iata, origin_icao, origin_country,
    scheduled_at, revised_at, actual_at, arrives_at, floor(arrives_second / 3600.0) AS arrival_hour, terminal, status,
    aircraft, aircraft_reg, codeshare, low_cost, seats, seats_from, observed_at
FROM places
WHERE anonymous = 0 OR listing = 1;

CREATE OR REPLACE VIEW millrace.city_hour AS
WITH hours AS (
    SELECT concat(c.city, '') AS city, c.hour_at, c.epoch_hour, c.epoch_hour * 3600 AS start_second, c.local_date, c.local_hour, c.weekday,
        c.workday, c.holiday,
        CASE WHEN c.workday IS NULL THEN NULL
            WHEN c.workday AND c.local_hour >= 6 AND c.local_hour <= 9 THEN 'to_centre'
            WHEN c.workday AND c.local_hour >= 15 AND c.local_hour <= 18 THEN 'from_centre'
            ELSE 'none' END AS commute
    FROM millrace."calendar_latest" AS c
    JOIN millrace.signal_settings AS p
        ON c.epoch_hour >= p.as_of_hour - 24 - p.tourist_delay_hours AND c.epoch_hour <= p.as_of_hour + 120
), forecasts AS (
    SELECT concat(w.city, '') AS city, w.provider, w.issued_at, w.temperature_c, w.feels_like_c, w.precipitation_mm,
        w.precipitation_probability, w.snow_mm, w.wind_ms, w.gust_ms, w.weather_code, CAST(floor(to_unixtime(with_timezone(w.from_at, 'UTC'))) AS bigint) AS from_second,
        CAST(floor(to_unixtime(with_timezone(w.valid_at, 'UTC'))) AS bigint) AS valid_second
    FROM millrace.latest_weather AS w
), amounts AS (
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
    SELECT w.airport, CAST(floor(to_unixtime(with_timezone(w.from_at, 'UTC'))) AS bigint) AS from_second, CAST(floor(to_unixtime(with_timezone(w.to_at, 'UTC'))) AS bigint) AS to_second
    FROM millrace."flight_windows_latest" AS w
    JOIN millrace.signal_settings AS p ON w.observed_at <= p.as_of_at AND w.to_at >= p.past_at
), asked AS (
    SELECT h.city, h.epoch_hour, a.airport,
        max(CASE WHEN w.from_second <= h.start_second THEN w.to_second END) AS until_second,
        min(CASE WHEN w.to_second >= h.start_second + 3600 THEN w.from_second END) AS since_second
    FROM hours AS h
    JOIN millrace."city_airports_latest" AS a ON a.city = h.city
    LEFT JOIN windows AS w
        ON w.airport = a.airport AND w.from_second < h.start_second + 3600 AND w.to_second > h.start_second
    GROUP BY h.city, h.epoch_hour, a.airport
), coverage AS (
    SELECT city, epoch_hour, avg(CAST(CASE WHEN until_second >= since_second THEN 1 ELSE 0 END AS double)) AS share
    FROM asked
    GROUP BY city, epoch_hour
), landed AS (
    SELECT concat(a.city, '') AS city, f.arrival_hour, count(*) AS arrivals, sum(f.seats) AS seats,
        sum(CASE WHEN f.low_cost THEN f.seats WHEN NOT f.low_cost THEN 0 END) AS low_cost_seats
    FROM millrace.flight_arrivals AS f
    JOIN millrace."city_airports_latest" AS a ON a.airport = f.airport
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
        v.issued_at, CAST(floor(to_unixtime(with_timezone(v.issued_at, 'UTC'))) AS bigint) AS issued_second
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
JOIN millrace.signal_settings AS p ON h.epoch_hour >= p.as_of_hour - 24
LEFT JOIN arriving AS a ON a.city = h.city AND a.epoch_hour = h.epoch_hour
LEFT JOIN arriving AS d ON d.city = h.city AND d.epoch_hour = h.epoch_hour - p.tourist_delay_hours
LEFT JOIN millrace.city_relief AS r ON r.city = h.city
LEFT JOIN millrace.latest_population AS q ON q.city = h.city;

CREATE OR REPLACE VIEW millrace.rebalancing_hints AS
WITH hours AS (
    SELECT c.*,
        CASE WHEN c.local_hour <= 5 THEN 'night' WHEN c.local_hour <= 9 THEN 'morning' WHEN c.local_hour <= 14 THEN 'midday'
            WHEN c.local_hour <= 18 THEN 'afternoon' ELSE 'evening' END AS day_part
    FROM millrace.city_hour AS c
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
            THEN CAST(s.to_hours + s.from_hours AS double) / s.known_hours END AS commute_score,
        1 - s.ride_factor AS weather_score,
        s.hilliness AS hill_score,
        CASE WHEN s.inflow_an_hour >= p.tourists_full THEN 1 ELSE s.inflow_an_hour / p.tourists_full END AS tourist_score,
        CASE WHEN s.forecast_hours = 0 OR s.age_hours >= p.forecast_useless_hours THEN 0
            ELSE CAST(s.forecast_hours AS double) / s.hours_in_part * (1 - s.age_hours / p.forecast_useless_hours)
            END AS forecast_confidence,
        p.forecast_weight
    FROM parts AS s
    JOIN millrace.signal_settings AS p ON p.as_of IS NOT NULL
)
SELECT city, local_date, day_part, from_at, hours_in_part, commute_score,
    CASE WHEN known_hours = 0 THEN 'the holidays of the country are not known'
        WHEN to_hours > 0 THEN concat(CAST(CAST(to_hours AS DECIMAL(12, 0)) AS varchar), ' workday hours towards the centre')
        WHEN from_hours > 0 THEN concat(CAST(CAST(from_hours AS DECIMAL(12, 0)) AS varchar), ' workday hours from the centre')
        WHEN is_workday = 1 THEN 'a workday, but no hours of commuting'
        WHEN holiday IS NOT NULL THEN concat('no workday: ', holiday)
        ELSE 'no workday' END AS commute_reason,
    weather_score,
    CASE WHEN precipitation_mm IS NULL OR felt_c IS NULL OR wind_ms IS NULL THEN 'no forecast'
        ELSE concat(concat(concat(CASE WHEN snow_mm > 0
                THEN concat(concat(CAST(CAST(snow_mm AS DECIMAL(12, 1)) AS varchar), ' mm of snow and '), concat(CAST(CAST(precipitation_mm AS DECIMAL(12, 1)) AS varchar), ' mm in all expected, feels like '))
                ELSE concat(CAST(CAST(precipitation_mm AS DECIMAL(12, 1)) AS varchar), ' mm of rain expected, feels like ') END, CAST(CAST(felt_c AS DECIMAL(12, 0)) AS varchar)), ' C, wind '),
            concat(CAST(CAST(wind_ms AS DECIMAL(12, 0)) AS varchar), ' m/s')) END AS weather_reason,
    hill_score,
    CASE WHEN hilliness IS NULL THEN 'the relief is not known'
        ELSE concat(concat('hilliness ', CAST(CAST(hilliness AS DECIMAL(12, 2)) AS varchar)),
            CASE WHEN hilliness < 0.1 THEN ': flat' ELSE ': scooters collect at the bottom' END) END AS hill_reason,
    tourist_score,
    CASE WHEN flight_coverage IS NULL THEN 'no airport is known'
        WHEN seats IS NULL THEN 'no arrivals were asked for'
        WHEN low_cost_seats IS NULL THEN concat(CAST(CAST(seats AS DECIMAL(12, 0)) AS varchar), ' seats land')
        ELSE concat(concat(CAST(CAST(seats AS DECIMAL(12, 0)) AS varchar), ' seats land, '), concat(CAST(CAST(low_cost_seats AS DECIMAL(12, 0)) AS varchar), ' of them low-cost')) END
        AS tourist_reason,
    CASE WHEN flight_coverage IS NULL THEN forecast_confidence
        ELSE forecast_weight * forecast_confidence + (1 - forecast_weight) * flight_coverage END AS confidence
FROM scored;

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

