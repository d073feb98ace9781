-- named query: raw events. What arrived in the last two days, the newest first.
SELECT arrived, dataset, source, observed_at, payload, evidence, bytes
FROM ${database}.raw_events
WHERE dt >= current_date - INTERVAL '1' DAY
ORDER BY arrived DESC
LIMIT 100
