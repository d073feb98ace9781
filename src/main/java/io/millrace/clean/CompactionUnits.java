package io.millrace.clean;

import java.util.ArrayList;
import java.util.List;

/** Groups of batches as they are found, packed into compactions. Not thread-safe. */
final class CompactionUnits {
    private final long mostRows;
    private final int leastFiles;
    private final int most;
    private final List<Compactions.Compaction> found = new ArrayList<>();
    private FileGroup unit;

    /**
     * @param mostRows of a compaction
     * @param leastFiles of a compaction, before it
     * @param most compactions that are wanted
     */
    CompactionUnits(long mostRows, int leastFiles, int most) {
        this.mostRows = mostRows;
        this.leastFiles = leastFiles;
        this.most = most;
    }

    List<Compactions.Compaction> found() {
        return found;
    }

    boolean isFull() {
        return found.size() >= most;
    }

    /** Takes a group in; false if it has no files, is large enough by itself, or is not whole any more. */
    boolean add(FileGroup group) {
        if (group.fileCount() == 0 || !group.removed().isEmpty() || !group.isSmall(mostRows)) {
            return false;
        }
        var more = unit == null ? group : unit.plus(group);
        if (unit != null && more.isMoreThan(mostRows)) {
            close();
            unit = group;
        } else {
            unit = more;
        }
        return true;
    }

    /** What comes next does not go with what came before, which is left if it is not worth it. */
    void close() {
        if (unit != null && unit.fileCount() >= leastFiles && unit.fileCount() > unit.filesAfter() && !isFull()) {
            found.add(Compactions.Compaction.of(unit));
        }
        unit = null;
    }
}
