-- What was staged is over: the driver begins the next transaction with the next statement, and its snapshot is taken
-- behind the lock.
COMMIT
