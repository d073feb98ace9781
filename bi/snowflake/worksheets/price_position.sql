-- Where are we dearer than others? No filters: it is about now.
SELECT product, own_price, currency, own_availability, own_rank, offers, lowest_price, lowest_source, median_price, difference_percent
FROM price_position
WHERE own_price IS NOT NULL
ORDER BY difference_percent DESC
LIMIT 1000;
