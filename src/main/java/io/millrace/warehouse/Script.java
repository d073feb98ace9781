package io.millrace.warehouse;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Statements that a route runs one after the other; the last one's answer counts. Not thread-safe: one exchange has it. */
public final class Script {
    private final Deque<String> statements;

    Script(Collection<String> statements) {
        this.statements = new ArrayDeque<>(statements);
    }

    /** Whether there is one left. */
    public boolean hasNext() {
        return !statements.isEmpty();
    }

    /** Takes the next one. */
    public String next() {
        return statements.remove();
    }
}
