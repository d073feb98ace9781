package io.millrace.catalog;

import io.millrace.lake.BatchKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the catalog against every manifest and plan that counts: as many questions as there are batches. */
final class Comparison {
    private final Catalog.Parts parts;

    Comparison(Catalog.Parts parts) {
        this.parts = parts;
    }

    List<CatalogDifference> differences() {
        // The catalog first: what is in it by then is committed by then.
        var there = new LinkedHashMap<CatalogTable, Map<List<String>, CatalogPartition>>();
        for (var table : parts.tables()) {
            var partitions = parts.glue().table(table.name()).isPresent()
                    ? parts.glue().partitions(table.name())
                    : List.<CatalogPartition>of();
            there.put(table, byValues(partitions));
        }
        var wanted = wanted();
        return there.entrySet().stream()
                .map(entry -> difference(entry.getKey(), byValues(wanted.get(entry.getKey())), entry.getValue()))
                .toList();
    }

    private Map<CatalogTable, List<CatalogPartition>> wanted() {
        var wanted = new LinkedHashMap<CatalogTable, List<CatalogPartition>>();
        parts.tables().forEach(table -> wanted.put(table, new ArrayList<>()));
        var standing = Standing.of(parts.batches(), parts.tables());
        for (long n = 1; n <= standing.committed(); n++) {
            for (var table : parts.tables()) {
                if (table.dataset() != null && standing.counts(n, table.name())) {
                    wanted.get(table)
                            .addAll(CatalogPartition.of(parts.batches().committed(n), table.name(), parts.bucket()));
                } else if (table.dataset() == null) {
                    var plan = parts.batches().planned(n);
                    if (plan.kind() == BatchKind.NEW) {
                        wanted.get(table).addAll(CatalogPartition.of(plan, parts.bucket()));
                    }
                }
            }
        }
        wanted.forEach((table, partitions) -> {
            if (table.dataset() == null) {
                var distinct =
                        partitions.stream().distinct().filter(parts::hasFiles).toList();
                partitions.clear();
                partitions.addAll(distinct);
            }
        });
        return wanted;
    }

    private static CatalogDifference difference(
            CatalogTable table, Map<List<String>, CatalogPartition> wanted, Map<List<String>, CatalogPartition> there) {
        return new CatalogDifference(
                table,
                wanted.size(),
                wanted.values().stream()
                        .filter(one -> !there.containsKey(one.values()))
                        .toList(),
                wanted.values().stream()
                        .filter(one -> there.containsKey(one.values())
                                && !one.isAt(there.get(one.values()).location()))
                        .toList(),
                there.values().stream()
                        .filter(one -> !wanted.containsKey(one.values()))
                        .toList());
    }

    private static Map<List<String>, CatalogPartition> byValues(List<CatalogPartition> partitions) {
        var map = new LinkedHashMap<List<String>, CatalogPartition>();
        partitions.forEach(partition -> map.put(partition.values(), partition));
        return map;
    }
}
