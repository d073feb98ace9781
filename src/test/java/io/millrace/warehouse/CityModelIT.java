package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.clean.CleanedEvents;
import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.Landed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events of every dataset of the cities, through the cleaner into a warehouse. */
class CityModelIT extends PlaceIT {
    static final List<Dataset> DATASETS = Datasets.shipped().all().stream()
            .filter(dataset -> !dataset.name().equals("prices"))
            .toList();

    /** What others refer to. */
    private static final List<String> PARENTS = List.of("cities", "airports");

    private long events;

    CityModelIT() {
        super(DATASETS.toArray(Dataset[]::new));
    }

    /** An event with every column of a dataset, and one with those alone that it has to have. */
    private List<byte[]> events(Dataset dataset) {
        return List.of(event(dataset, true), event(dataset, false));
    }

    private byte[] event(Dataset dataset, boolean whole) {
        Map<String, Object> payload = new LinkedHashMap<>();
        for (var column : dataset.columns()) {
            if (column.from().startsWith("payload.") && (whole || column.required())) {
                payload.put(column.name(), value(dataset, column, whole));
            }
        }
        events++;
        return Json.bytes(new Event(
                EventIds.of(dataset.name(), "test", List.of(Long.toString(events)), Landed.TEN),
                dataset.name(),
                dataset.version(),
                "test",
                "17-ab",
                events,
                Landed.TEN,
                Landed.TEN,
                payload,
                Map.of()));
    }

    private static Object value(Dataset dataset, Column column, boolean whole) {
        if (column.name().equals("city") || column.name().equals("airport")) {
            return whole ? "Köln" : "LIMC";
        }
        var isInKey = dataset.key().contains(column.name());
        return switch (column.type().kind()) {
            case STRING -> {
                var text = column.values().isEmpty()
                        ? "É'\\ \t;\uD83D\uDEF4 x"
                        : column.values().get(0);
                var most = column.maxLength() == null ? text.length() : column.maxLength();
                yield isInKey && column.values().isEmpty() ? "1" : text.substring(0, Math.min(most, text.length()));
            }
            case INT, BIGINT -> column.min() == null ? -7 : column.min();
            case DOUBLE, DECIMAL -> column.min() == null ? 0.1 : column.min().doubleValue() + 0.3;
            case BOOLEAN -> whole;
            case DATE -> "2026-10-25";
            case TIMESTAMP -> "2026-10-25T01:30:00Z";
            case JSON -> Map.of("area_km2", "not on the page");
        };
    }

    void commit(long n, List<Dataset> datasets) throws Exception {
        var all = new ArrayList<byte[]>();
        datasets.forEach(dataset -> all.addAll(events(dataset)));
        var manifest = CleanedEvents.clean(warehouse.lake(), n, DATASETS, all, folder.resolve("clean" + n));
        assertEquals(0, manifest.rejected(), manifest.reasons().toString());
        warehouse.commit(manifest);
        warehouse.load();
    }

    private List<String> rows() throws Exception {
        var found = new ArrayList<String>();
        for (var dataset : DATASETS) {
            found.addAll(warehouse.rows("SELECT '" + dataset.name()
                    + "', count(*), sum(CASE WHEN batch > 0 THEN 1 ELSE 0 END)" + " FROM " + dataset.name()));
        }
        return found;
    }

    @Test
    void whatIsReferredToMayComeLastAndEveryValueArrives() throws Exception {
        var children = DATASETS.stream()
                .filter(dataset -> !PARENTS.contains(dataset.name()))
                .toList();
        commit(1, children);
        assertEquals(
                List.of("2 0"),
                warehouse.rows("SELECT count(*), sum(batch) FROM cities"),
                "stubs of the two cities that children refer to");
        commit(
                2,
                DATASETS.stream()
                        .filter(dataset -> PARENTS.contains(dataset.name()))
                        .toList());
        assertEquals(DATASETS.stream().map(dataset -> dataset.name() + " 2 2").toList(), rows());
        for (var dataset : DATASETS) {
            assertSumsHold(dataset);
        }
        assertEquals(List.of(), faults());
    }

    /** What differs between the tables and the files, value for value. */
    private List<String> faults() throws Exception {
        var faults = new ArrayList<String>();
        try (var scratch = Scratch.open(folder.resolve("deep"))) {
            var tables = scratch.tables(
                    warehouse.lake(),
                    new Batches(warehouse.lake()),
                    (kind, place, what) -> faults.add(kind + " " + place + " " + what));
            for (var dataset : DATASETS) {
                assertEquals(2, tables.check(warehouse.warehouse(), new DatasetInUse(dataset, 1), 2, List.of()));
            }
        }
        return faults;
    }
}
