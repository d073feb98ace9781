-- When was each source looked at last? No filters.
SELECT source, count(*) AS products, count(price) AS priced, max(observed_at) AS newest_look, min(observed_at) AS oldest_look,
  round((date_part('EPOCH_SECOND', CURRENT_TIMESTAMP()) - date_part('EPOCH_SECOND', max(observed_at))) / 3600, 1) AS hours_since
FROM last_price
GROUP BY source
ORDER BY hours_since DESC;
