prune-stale
