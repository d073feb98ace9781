package io.millrace.warehouse;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that DuckDB writes while the server is busy with another. Closing it ends the writing, done or not; the file
 * stays. For one thread, which has the statement to itself again once it is closed.
 */
final class CsvAhead implements AutoCloseable {
    private static final long PAUSE_MS = 10;

    private final Statement duckDb;
    private final FutureTask<Void> writing;

    CsvAhead(Statement duckDb, String copy) {
        this.duckDb = duckDb;
        this.writing = new FutureTask<>(() -> {
            duckDb.executeUpdate(copy);
            return null;
        });
        var writer = new Thread(writing, "csv-ahead");
        writer.setDaemon(true);
        writer.start();
    }

    /** Waits until it is written. */
    void await() throws SQLException, IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a load's rows are written", e);
        }
    }

    @Override
    public void close() throws SQLException {
        var isInterrupted = false;
        while (!writing.isDone()) {
            // Again and again, as a statement that is only about to begin does not notice.
            duckDb.cancel();
            try {
                writing.get(PAUSE_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                // Cancelled, or not yet.
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        duckDb.close();
    }
}
