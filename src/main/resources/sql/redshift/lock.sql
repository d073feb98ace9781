-- Two loaders go one after the other, and neither meets the other's rows (error 1023); readers of all other tables go on.
LOCK millrace_locks
