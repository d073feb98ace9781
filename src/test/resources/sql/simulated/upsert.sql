upsert
