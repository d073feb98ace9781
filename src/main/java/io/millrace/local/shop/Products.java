package io.millrace.local.shop;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The shelves, from {@code shop/*.csv} in the jar. Their GTINs begin with 952, which GS1 keeps for examples. */
final class Products {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private Products() {}

    /** All products of a shop ({@code de}, {@code us}, {@code jp}), in shelf order. */
    static List<Product> of(String shop) {
        var resource = "/shop/" + shop + ".csv";
        try (var bytes = Products.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalArgumentException("no products at " + resource + " in the jar: build it again");
            }
            try (var rows = FORMAT.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
                return rows.stream().map(Products::product).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " in the jar: build it again", e);
        }
    }

    private static Product product(CSVRecord row) {
        return new Product(
                row.get("sku"),
                row.get("gtin"),
                row.get("brand"),
                row.get("name"),
                row.get("category"),
                new BigDecimal(row.get("price")),
                row.get("description"));
    }
}
