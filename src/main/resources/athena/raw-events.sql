-- The events as they came, of the raw zone. What is no JSON object stands in "bytes", in base64.
CREATE OR REPLACE VIEW ${database}.raw_events AS
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
FROM ${database}.raw_lines
