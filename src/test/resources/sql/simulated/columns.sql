columns
