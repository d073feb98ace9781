CREATE OR REPLACE VIEW last_price COPY GRANTS AS
SELECT * FROM prices
QUALIFY row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) = 1;

CREATE OR REPLACE VIEW price_changes COPY GRANTS AS
SELECT looked_at.*, round((price - previous_price) * 100 / previous_price, 2) AS change_percent
FROM (
    SELECT source, sku, name, url, observed_at, currency, price,
        lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
        lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
    FROM prices
    WHERE price IS NOT NULL
) AS looked_at
WHERE previous_price <> price AND previous_price <> 0 AND previous_currency IS NOT DISTINCT FROM currency;
