package io.millrace.local.snowflake;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which files a table has copied; a table made anew has copied none. Thread-safe. */
final class LoadHistory {
    private final Map<String, Set<String>> files = new HashMap<>();

    synchronized boolean holds(String table, String file) {
        return files.getOrDefault(table, Set.of()).contains(file);
    }

    synchronized void add(String table, Collection<String> copied) {
        files.computeIfAbsent(table, name -> new HashSet<>()).addAll(copied);
    }

    synchronized void forget(String table) {
        files.remove(table);
    }
}
