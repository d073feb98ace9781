package io.millrace.run;

import io.millrace.config.LandStart;
import io.millrace.lake.Batches;
import io.millrace.lake.Positions;
import io.millrace.stream.ShardPositions;
import java.time.Clock;
import java.util.function.BiConsumer;

/** Lets the simulation remember shards as the program does. */
public final class SimulatedPositions {
    private SimulatedPositions() {}

    /** @param memory writes over what is under a key */
    public static ShardPositions of(
            Positions positions, Batches batches, BiConsumer<String, byte[]> memory, Clock clock) {
        return new LakePositions(positions, batches::plannedEnd, LandStart.TRIM_HORIZON, memory::accept, clock);
    }
}
