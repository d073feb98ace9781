package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices as shops, classifieds, marketplaces and invoices of many countries write them. */
class PriceTablesTest {
    static Stream<PriceTable.Row> rows() {
        return Stream.of(
                        "written.csv",
                        "blind.csv",
                        "later.csv",
                        "further.csv",
                        "everyday.csv",
                        "wide.csv",
                        "countries.csv",
                        "languages.csv")
                .flatMap(file -> PriceTable.rows(file).stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aTextIsReadAsAPersonReadsIt(PriceTable.Row row) {
        assertEquals(row.says(), row.read());
    }
}
