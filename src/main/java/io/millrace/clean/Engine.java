package io.millrace.clean;

import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Makes attempts at planned batches. Thread-safe. */
public interface Engine {
    /**
     * Cleans a plan into files on this machine. Nothing is committed by it.
     *
     * @return an attempt whose manifest has no totals yet
     * @throws HeldException if the batch has to wait, for an event that this program is too old for
     */
    Attempt attempt(Plan plan) throws IOException, SQLException;

    /**
     * The numbers that publishers gave to the events in raw objects, which are not cleaned.
     *
     * @return publisher to inclusive ranges in order; what of the objects is gone or damaged has none
     */
    Map<String, List<long[]>> numbers(List<RawObject> objects);
}
