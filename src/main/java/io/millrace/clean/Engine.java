package io.millrace.clean;

import io.millrace.lake.Plan;
import java.io.IOException;
import java.sql.SQLException;

/** Makes attempts at planned batches. Thread-safe. */
public interface Engine {
    /**
     * Cleans a plan into files on this machine. Nothing is committed by it.
     *
     * @return an attempt whose manifest has no totals yet
     * @throws HeldException if the batch has to wait, for an event that this program is too old for
     */
    Attempt attempt(Plan plan) throws IOException, SQLException;
}
