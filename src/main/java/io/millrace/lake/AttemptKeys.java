package io.millrace.lake;

/**
 * Where one attempt at a batch writes: into folders of its own alone.
 *
 * @param n number of the batch
 * @param attempt its id
 */
public record AttemptKeys(long n, String attempt) {
    /** Folder of its rows of a dataset. */
    public String dataset(String name) {
        return "processed/" + name + "/" + root();
    }

    /** Folder of its rows of a dataset and a UTC day. */
    public String day(String dataset, String dt) {
        return dataset(dataset) + "dt=" + dt + "/";
    }

    /** Folder of the lines that it rejected. */
    public String rejected() {
        return "rejected/" + root();
    }

    /** What it says that it made, written last, where it does not commit by itself. */
    public String proposal() {
        return "processed/_proposals/" + Numbers.eightDigits(n) + "-" + attempt + ".json";
    }

    private String root() {
        return "batch=" + n + "-" + attempt + "/";
    }
}
