package io.millrace.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;

/** The actions on partitions, with Glue's own limits; what goes wrong with one of many stands in the answer. */
final class PartitionActions {
    private static final int MOST_CREATED = 100;
    private static final int MOST_DELETED = 25;
    private static final int MOST_READ = 1_000;

    private final Tables tables;

    PartitionActions(Tables tables) {
        this.tables = tables;
    }

    ObjectNode create(Request request) {
        var database = request.name("DatabaseName");
        var table = request.name("TableName");
        var inputs = request.list("PartitionInputList", MOST_CREATED);
        tables.table(database, table);
        var seen = new HashSet<List<String>>();
        for (var input : inputs) {
            if (!seen.add(Request.values(input))) {
                throw Fault.invalid("Duplicate partition values in the list: %s", Request.values(input));
            }
        }
        var answer = CatalogFolder.MAPPER.createObjectNode();
        var errors = answer.putArray("Errors");
        for (var input : inputs) {
            if (!tables.addPartition(database, table, input)) {
                error(errors, Request.values(input), "AlreadyExistsException", "Partition already exists.");
            }
        }
        tables.keep(database, table);
        return answer;
    }

    ObjectNode delete(Request request) {
        var database = request.name("DatabaseName");
        var table = request.name("TableName");
        var answer = CatalogFolder.MAPPER.createObjectNode();
        var errors = answer.putArray("Errors");
        for (var one : request.list("PartitionsToDelete", MOST_DELETED)) {
            if (!tables.removePartition(database, table, Request.values(one))) {
                error(errors, Request.values(one), "EntityNotFoundException", "Partition not found.");
            }
        }
        tables.keep(database, table);
        return answer;
    }

    ObjectNode get(Request request) {
        var all = tables.partitions(request.name("DatabaseName"), request.name("TableName"));
        var answer = CatalogFolder.MAPPER.createObjectNode();
        var found = answer.putArray("Partitions");
        for (var one : request.list("PartitionsToGet", MOST_READ)) {
            var partition = all.get(Tables.key(Request.values(one)));
            if (partition != null) {
                found.add(partition);
            }
        }
        return answer;
    }

    ObjectNode list(Request request) {
        if (!request.json().path("Expression").asText("").isEmpty()) {
            throw Fault.invalid("This server filters no partitions: leave Expression out");
        }
        var most = request.size("MaxResults", MOST_READ);
        // A token is the last partition of the page before.
        var after = request.json().path("NextToken").asText("");
        var all = tables.partitions(request.name("DatabaseName"), request.name("TableName"));
        var rest = all.entrySet().stream()
                .filter(one -> one.getKey().compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(most, rest.size()));
        var answer = CatalogFolder.MAPPER.createObjectNode();
        var found = answer.putArray("Partitions");
        var plain = request.json().path("ExcludeColumnSchema").asBoolean();
        page.forEach(one -> found.add(plain ? withoutColumns(one.getValue()) : one.getValue()));
        if (page.size() < rest.size()) {
            answer.put("NextToken", page.get(page.size() - 1).getKey());
        }
        return answer;
    }

    private static JsonNode withoutColumns(JsonNode partition) {
        var copy = partition.deepCopy();
        if (copy.path("StorageDescriptor") instanceof ObjectNode storage) {
            storage.remove("Columns");
        }
        return copy;
    }

    private static void error(ArrayNode errors, List<String> values, String code, String message) {
        var error = errors.addObject();
        values.forEach(error.putArray("PartitionValues")::add);
        error.putObject("ErrorDetail").put("ErrorCode", code).put("ErrorMessage", message);
    }
}
