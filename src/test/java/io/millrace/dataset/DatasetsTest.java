package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
    private static final String VISITS = """
            dataset: visits
            version: 3
            doc: How many came.
            key: [place, day]
            version-column: day
            columns:
              - {name: place, type: string, required: true, max-length: 20, values: [north, south], doc: Which gate}
              - {name: day,   type: date, required: true, from: payload.when.day}
              - {name: count, type: int, min: -0.10, max: 99999999999999999999.99}
              - {name: fee,   type: "decimal(10,2)", parse: price}
            require-any: [count, fee]
            """;

    @TempDir
    Path folder;

    @Test
    void theFilesOfTheJarAreThoseOfTheList() throws IOException, URISyntaxException {
        var shipped = Path.of(Datasets.class.getResource("/datasets").toURI());
        try (var files = Files.list(shipped)) {
            var names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(names, Datasets.SHIPPED.stream().sorted().toList());
        }
    }

    @Test
    void pricesAreHistoryKeyedBySourceSkuAndTime() {
        var prices = Datasets.shipped().named("prices").orElseThrow();
        assertEquals(List.of("source", "sku", "observed_at"), prices.key());
        assertEquals("observed_at", prices.versionColumn());
        assertEquals(List.of("price", "availability"), prices.requireAny());
        var price = prices.column("price").orElseThrow();
        assertEquals("decimal(18,4)", price.type().toString());
        assertEquals("price", price.parse());
        assertEquals("payload.price", price.from());
        assertEquals(
                "event.observed_at", prices.column("observed_at").orElseThrow().from());
    }

    @Test
    void everyShippedColumnIsDocumented() {
        for (var dataset : Datasets.shipped().all()) {
            assertTrue(!dataset.doc().isEmpty(), dataset.name());
            dataset.columns().forEach(column -> assertTrue(!column.doc().isEmpty(), column.name()));
        }
    }

    @Test
    void everythingOfAUsersDatasetIsRead() throws IOException {
        assertEquals(
                new Dataset(
                        "visits",
                        3,
                        "How many came.",
                        List.of("place", "day"),
                        "day",
                        List.of(
                                new Column(
                                        "place",
                                        type("string"),
                                        true,
                                        "payload.place",
                                        null,
                                        null,
                                        null,
                                        20,
                                        List.of("north", "south"),
                                        "Which gate"),
                                new Column(
                                        "day",
                                        type("date"),
                                        true,
                                        "payload.when.day",
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        ""),
                                new Column(
                                        "count",
                                        type("int"),
                                        false,
                                        "payload.count",
                                        null,
                                        new BigDecimal("-0.10"),
                                        new BigDecimal("99999999999999999999.99"),
                                        null,
                                        List.of(),
                                        ""),
                                new Column(
                                        "fee",
                                        type("decimal(10,2)"),
                                        false,
                                        "payload.fee",
                                        "price",
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        "")),
                        List.of("count", "fee"),
                        List.of()),
                visits());
    }

    @Test
    void usersDatasetsComeAfterTheShippedOnes() throws IOException {
        Files.writeString(folder.resolve("visits.yaml"), VISITS);
        var names = Datasets.load(Optional.of(folder)).all().stream()
                .map(Dataset::name)
                .toList();
        assertEquals("visits", names.get(names.size() - 1));
        assertEquals(Datasets.SHIPPED.size() + 1, names.size());
    }

    @Test
    void aDeclarationComesBackFromJsonAsItWas() throws IOException {
        var json = new ObjectMapper();
        for (var dataset : List.of(visits(), Datasets.shipped().named("prices").orElseThrow())) {
            assertEquals(dataset, Dataset.fromMap(json(json.writeValueAsString(dataset.toMap()))));
        }
    }

    @Test
    void aDeclarationOfAnotherVersionOfTheProgramIsRefused() throws IOException {
        var map = new HashMap<>(visits().toMap());
        map.put("partitions", 4);
        var error = assertThrows(IllegalArgumentException.class, () -> Dataset.fromMap(map));
        assertEquals(
                "unknown key \"partitions\" in a dataset's declaration: it was written by another version of Millrace",
                error.getMessage());
    }

    @Test
    void aDeclarationThatLacksSomethingIsRefused() throws IOException {
        var map = new HashMap<>(visits().toMap());
        map.remove("version");
        var error = assertThrows(IllegalArgumentException.class, () -> Dataset.fromMap(map));
        assertEquals("found null as \"version\" of a dataset's declaration, expected Integer", error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "int",
                "bigint",
                "double",
                "decimal(18,4)",
                "decimal(38,38)",
                "boolean",
                "date",
                "timestamp",
                "json"
            })
    void aTypeIsWrittenAsItIsRead(String text) {
        assertEquals(text, type(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "decimal", "decimal(0,0)", "decimal(39,0)", "decimal(4,5)", "STRING", ""})
    void whatIsNoTypeIsAbsent(String text) {
        assertEquals(Optional.empty(), ColumnType.parse(text));
    }

    private Dataset visits() throws IOException {
        Files.writeString(folder.resolve("visits.yaml"), VISITS);
        return Datasets.load(Optional.of(folder)).named("visits").orElseThrow();
    }

    private static ColumnType type(String text) {
        return ColumnType.parse(text).orElseThrow();
    }

    private static Map<String, Object> json(String text) throws JsonProcessingException {
        return new ObjectMapper().readValue(text, new TypeReference<>() {});
    }
}
