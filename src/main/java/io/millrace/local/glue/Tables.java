package io.millrace.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Databases, tables and partitions. Names are kept in lower case, as Glue does. Not thread-safe. */
final class Tables {
    private static final String DATABASES = "databases";
    private static final String TABLES = "tables";
    /** Between the names of a database and a table, in neither of which it may stand. */
    private static final String DOT = "#";

    private final CatalogFolder folder;
    private final Clock clock;
    private final Map<String, ObjectNode> databases;
    private final Map<String, ObjectNode> tables;

    Tables(CatalogFolder folder, Clock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.databases = folder.read(DATABASES);
        this.tables = folder.read(TABLES);
    }

    void createDatabase(String given, ObjectNode input) {
        var name = safe(given);
        if (databases.containsKey(name)) {
            throw Fault.exists("Database", name);
        }
        var database = input.deepCopy().put("Name", name).put("CreateTime", now());
        databases.put(name, database);
        folder.write(DATABASES, name, database);
    }

    ObjectNode database(String name) {
        return Optional.ofNullable(databases.get(safe(name))).orElseThrow(() -> Fault.notFound("Database", name));
    }

    void createTable(String database, String given, ObjectNode input) {
        database(database);
        var name = safe(given);
        var id = safe(database) + DOT + name;
        if (tables.containsKey(id)) {
            throw Fault.exists("Table", name);
        }
        var kept = input.deepCopy()
                .put("Name", name)
                .put("DatabaseName", safe(database))
                .put("CreateTime", now())
                .put("UpdateTime", now())
                .put("VersionId", "0");
        var file = CatalogFolder.MAPPER.createObjectNode();
        file.set("Table", kept);
        file.putObject("Partitions");
        tables.put(id, file);
        folder.write(TABLES, id, file);
    }

    void updateTable(String database, String name, ObjectNode input) {
        var file = file(database, name);
        var before = file.get("Table");
        var kept = input.deepCopy()
                .put("Name", safe(name))
                .put("DatabaseName", safe(database))
                .put("UpdateTime", now())
                .put("VersionId", Integer.toString(before.get("VersionId").asInt() + 1));
        kept.set("CreateTime", before.get("CreateTime"));
        file.set("Table", kept);
        folder.write(TABLES, safe(database) + DOT + safe(name), file);
    }

    ObjectNode table(String database, String name) {
        return (ObjectNode) file(database, name).get("Table");
    }

    void deleteTable(String database, String name) {
        file(database, name);
        var id = safe(database) + DOT + safe(name);
        tables.remove(id);
        folder.remove(TABLES, id);
    }

    /** Partitions by their values, as a JSON list, in the order of these. */
    Map<String, JsonNode> partitions(String database, String table) {
        var sorted = new TreeMap<String, JsonNode>();
        file(database, table).get("Partitions").properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return sorted;
    }

    /** Whether it was not there before. */
    boolean addPartition(String database, String table, JsonNode input) {
        var file = file(database, table);
        var values = Request.values(input);
        var keys = file.get("Table").path("PartitionKeys").size();
        if (values.size() != keys) {
            throw Fault.invalid(
                    "The number of partition keys do not match the number of partition values: %s for %s keys",
                    values, keys);
        }
        var partitions = (ObjectNode) file.get("Partitions");
        if (partitions.has(key(values))) {
            return false;
        }
        var kept = ((ObjectNode) input.deepCopy())
                .put("DatabaseName", safe(database))
                .put("TableName", safe(table))
                .put("CreationTime", now());
        partitions.set(key(values), kept);
        return true;
    }

    /** Whether it was there. */
    boolean removePartition(String database, String table, List<String> values) {
        return ((ObjectNode) file(database, table).get("Partitions")).remove(key(values)) != null;
    }

    /** Writes a table with its partitions to the disk. */
    void keep(String database, String table) {
        folder.write(TABLES, safe(database) + DOT + safe(table), file(database, table));
    }

    static String key(List<String> values) {
        return CatalogFolder.MAPPER.valueToTree(values).toString();
    }

    private ObjectNode file(String database, String name) {
        database(database);
        return Optional.ofNullable(tables.get(safe(database) + DOT + safe(name)))
                .orElseThrow(() -> Fault.notFound("Table", name));
    }

    private static String safe(String name) {
        if (name.contains(DOT) || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw Fault.invalid("%s is no name that this server takes", name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private long now() {
        return clock.millis() / 1000;
    }
}
