-- Batches that have nothing of the dataset: they change no row and are done with.
INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
VALUES ${empty-values}
