CREATE OR REPLACE VIEW last_price AS
SELECT source, sku, url, name, brand, gtin, seller, price, currency, list_price, availability, observed_at, method,
    confidence, page_hash, event_id, labels, batch
FROM (
    SELECT p.*, row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) AS place FROM prices AS p
) AS ordered
WHERE place = 1;

CREATE OR REPLACE VIEW price_changes AS
SELECT source, sku, name, url, observed_at, currency, price, previous_price, previous_currency,
    round((price - previous_price) * 100 / previous_price, 2) AS change_percent
FROM (
    SELECT source, sku, name, url, observed_at, currency, price,
        lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
        lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
    FROM prices
    WHERE price IS NOT NULL
) AS looked_at
WHERE previous_price <> price AND previous_price <> 0
  AND (previous_currency = currency OR previous_currency IS NULL AND currency IS NULL);
