package io.millrace.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that are made one after the other, as they are asked for, and one more at the end. Not thread-safe. */
abstract class Produced implements Iterator<Row> {
    private Row next;
    private boolean isOver;

    /** The next row; null after the last. */
    abstract Row produce() throws IOException;

    /** The one at the end. */
    abstract Row last() throws IOException;

    @Override
    public boolean hasNext() {
        if (next == null && !isOver) {
            try {
                next = produce();
                if (next == null) {
                    isOver = true;
                    next = last();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }
}
