record ${batch-values}
