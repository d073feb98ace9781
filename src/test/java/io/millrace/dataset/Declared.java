package io.millrace.dataset;

import io.millrace.config.Faults;
import io.millrace.config.YamlFile;

/** Declarations for tests, checked as those of a file are. */
public final class Declared {
    private Declared() {}

    public static Dataset dataset(String yaml) {
        var faults = new Faults();
        var dataset = new DatasetFile(YamlFile.parse("test.yaml", yaml, faults).orElseThrow(), faults).read();
        faults.throwIfAny();
        return dataset;
    }

    /** The shipped dataset of prices. */
    public static Dataset prices() {
        return Datasets.shipped().named("prices").orElseThrow();
    }
}
