check-ledger ${batches}
