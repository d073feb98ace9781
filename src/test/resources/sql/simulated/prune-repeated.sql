prune-repeated
