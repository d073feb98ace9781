package io.millrace.warehouse;

import java.util.List;

/** Lets the simulation fetch what a load names. */
public final class SimulatedLoads {
    private SimulatedLoads() {}

    /** Keys of the files to stage. */
    public static List<String> fileKeys(Load load) {
        return load.fileKeys();
    }
}
