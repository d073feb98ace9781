package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Faulty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetFaultsTest {
    private static final String HEAD = """
            dataset: visits
            version: 1
            key: [id]
            version-column: at
            columns:
              - {name: id, type: string, required: true}
              - {name: at, type: timestamp, required: true}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: Count, type: int}                 | columns[2].name: found "Count", expected a name of lower-case letters, digits and underscores that begins with a letter
            {name: "a;drop", type: int}              | columns[2].name: found "a;drop", expected a name of lower-case letters, digits and underscores that begins with a letter
            {name: batch, type: int}                 | columns[2].name: found "batch", a column that Millrace itself adds: choose another name
            {name: dt, type: date}                   | columns[2].name: found "dt", a column that Millrace itself adds: choose another name
            {name: seq, type: string}                | columns[2].name: found "seq", a column that Millrace itself adds: choose another name
            {name: shard, type: string}              | columns[2].name: found "shard", a column that Millrace itself adds: choose another name
            {name: rowid, type: int}                 | columns[2].name: found "rowid", a column that Millrace itself adds: choose another name
            {name: id, type: int}                    | columns[2].name: found "id" a second time: rename or remove one
            {type: int}                              | columns[2].name: is missing, expected the column's name
            {name: n}                                | columns[2].type: is missing, expected a type such as string
            {name: n, type: text}                    | columns[2].type: found "text", expected one of string, int, bigint, double, decimal(18,4), boolean, date, timestamp, json
            {name: n, type: "decimal(40,2)"}         | columns[2].type: found "decimal(40,2)", expected one of string, int, bigint, double, decimal(18,4), boolean, date, timestamp, json
            {name: n, type: int, requird: true}      | columns[2].requird: unknown key, did you mean required?
            {name: n, type: int, required: yes}      | columns[2].required: found "yes", expected one of true, false
            {name: n, type: int, from: n}            | columns[2].from: found "n", expected payload.NAME, evidence.NAME or a field of the event such as event.observed_at
            {name: n, type: int, from: event.time}   | columns[2].from: found "event.time", expected payload.NAME, evidence.NAME or a field of the event such as event.observed_at
            {name: n, type: int, parse: prise}       | columns[2].parse: found "prise", did you mean price?
            {name: n, type: double, parse: price}    | columns[2].parse: found "price" for a column of type double, expected a column of type decimal(18,4)
            {name: n, type: int, parse: currency}    | columns[2].parse: found "currency" for a column of type int, expected a column of type string
            {name: n, type: json, parse: availability} | columns[2].parse: found "availability" for a column of type json, expected a column of type string
            {name: n, type: int, min: low}           | columns[2].min: found "low", expected a decimal number such as 0 or 12.50
            {name: n, type: int, min: 2, max: 1}     | columns[2].max: found 1, expected at least min, which is 2
            {name: n, type: string, min: 0}          | columns[2].min: says nothing about a column of type string: remove it
            {name: n, type: int, max-length: 3}      | columns[2].max-length: says nothing about a column of type int: remove it
            {name: n, type: int, values: [a]}        | columns[2].values: says nothing about a column of type int: remove it
            name                                     | columns[2]: found "name", expected a map such as {name: sku, type: string}
            """)
    void aFaultyColumnIsToldWithItsPlace(String column, String fault) throws IOException {
        assertEquals(List.of("visits.yaml:8: " + fault), faults(HEAD + "  - " + column));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            key: [id]          | key: [sku]           | visits.yaml:3: key[0]: found "sku", expected one of id, at
            key: [id]          | key: []              | visits.yaml:3: key: is empty, expected at least one column
            key: [id]          | key: id              | visits.yaml:3: key: found "id", expected a list of columns
            string, required: true | string           | visits.yaml:3: key: column id may be missing: declare it with required: true
            string             | json                 | visits.yaml:3: key: column id is a json, which cannot be compared exactly
            version-column: at | version-column: it   | visits.yaml:4: version-column: found "it", did you mean id?
            timestamp          | boolean              | visits.yaml:4: version-column: column at is a boolean, expected a timestamp, date, int or bigint
            timestamp, required: true | timestamp     | visits.yaml:4: version-column: column at may be missing: declare it with required: true
            version: 1         | version: 0           | visits.yaml:2: version: found "0", expected a whole number from 1 to 1000000
            dataset: visits    | dataset: millrace_x  | visits.yaml:1: dataset: names that begin with millrace_ are Millrace's own: choose another
            dataset: visits    | dataset: my-visits   | visits.yaml:1: dataset: found "my-visits", expected a name of lower-case letters, digits and underscores that begins with a letter
            dataset: visits    | dataset: prices      | visits.yaml:1: dataset: found "prices", which is declared in the shipped datasets/prices.yaml:3 already: rename it
            """)
    void aFaultyDeclarationIsToldWithItsPlace(String line, String instead, String fault) throws IOException {
        assertEquals(fault, faults(HEAD.replace(line, instead)).get(0));
    }

    @Test
    void aColumnThatARowNeedsHasToExist() throws IOException {
        assertEquals(
                List.of("visits.yaml:8: require-any[0]: found \"count\", expected one of id, at"),
                faults(HEAD + "require-any: [count]"));
    }

    @Test
    void aColumnWithAFaultIsNotCalledMissingToo() throws IOException {
        assertEquals(
                List.of("visits.yaml:6: columns[0].type: found \"strin\", expected one of string, int, bigint, double, "
                        + "decimal(18,4), boolean, date, timestamp, json"),
                faults(HEAD.replace("string", "strin")));
    }

    @Test
    void anEmptyDeclarationLacksAllThatItNeeds() throws IOException {
        assertEquals(
                List.of(
                        "visits.yaml:1: dataset: is missing, expected the dataset's name, such as prices",
                        "visits.yaml:1: version: is missing, expected the declaration's version, 1 at first",
                        "visits.yaml:1: columns: is missing, expected a list such as [{name: sku, type: string, "
                                + "required: true}]",
                        "visits.yaml:1: key: is missing, expected a list of columns that tell one row from another, such "
                                + "as [source, sku]",
                        "visits.yaml:1: version-column: is missing, expected the column that tells the newer of two "
                                + "rows, such as observed_at"),
                faults(""));
    }

    private List<String> faults(String text) throws IOException {
        Files.writeString(folder.resolve("visits.yaml"), text);
        return Faulty.lines(folder, () -> Datasets.load(Optional.of(folder)));
    }
}
