package io.millrace.reconcile;

import java.time.Instant;
import java.util.List;

/** Statuses as tests need them. */
public final class Statuses {
    private Statuses() {}

    /** One that says nothing but this. */
    public static Status of(Status.Clean clean, List<Status.WarehouseStatus> warehouses, List<Status.Sum> sums) {
        return new Status(
                true,
                "local",
                Instant.EPOCH,
                List.of(),
                null,
                new Status.Stream("events", List.of()),
                List.of(),
                new Status.Land(0, 0),
                clean,
                null,
                null,
                warehouses,
                List.of(),
                new Status.Retired(0, 0, 0),
                0,
                null,
                List.of(),
                List.of(),
                null,
                sums,
                null);
    }
}
