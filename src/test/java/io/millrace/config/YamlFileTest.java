package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1\\na: 2                | f.yaml:2: a: stands here a second time, first in line 1: remove one
            a:\\n\\tb: 1               | f.yaml:2: a tab stands where YAML wants spaces: replace it
            a: 1\\n---\\nb: 2          | f.yaml:2: a second document begins here (---): one file holds one
            a: @x                      | f.yaml:1: is not YAML: found character '@' that cannot start any token: put the value in quotes
            a: b: c                    | f.yaml:1: is not YAML: a second ": " in the line, or a wrong indentation: indent keys of one map alike, and put a value that holds ": " in quotes
            a: 1\\nb: [1,              | f.yaml:2: is not YAML: expected the node content, but found '<stream end>' while parsing a flow node that begins in line 2
            a: *b                      | f.yaml:1: is not YAML: found undefined alias b
            - 1                        | f.yaml:1: found a list, expected lines of "key: value"
            just words                 | f.yaml:1: found "just words", expected lines of "key: value"
            a: 1\\nb: \\u0001          | f.yaml:2: holds the control character U+0001: remove it
            a: !secret x               | f.yaml:1: a: found the tag !secret: remove it
            a: [1]                     | f.yaml:1: a: found a list, expected a single value
            a:                         | f.yaml:1: a: has no value: write one, or remove the line
            a: {{env:X}}               | f.yaml:1: a: found a map, expected a single value: put quotes around a {{…}} reference
            b: 1                       | f.yaml:1: a: is missing, expected a text
            """)
    void whatIsWrongIsAFaultWithItsLine(String text, String fault) {
        parse(text).forEach(map -> map.required("a", "a text"));
        assertEquals(List.of(fault), messages());
    }

    @Test
    void everyUnknownKeyIsAFaultThatSaysWhatWasMeant() {
        parse("evry: 1\nmax_age: 2\nelephant: 3").get(0).only("every", "max-age");
        assertEquals(
                List.of(
                        "f.yaml:1: evry: unknown key, did you mean every?",
                        "f.yaml:2: max_age: unknown key, did you mean max-age?",
                        "f.yaml:3: elephant: unknown key, expected one of every, max-age"),
                messages());
    }

    @Test
    void anItemOfAListKnowsItsPlaceAndItsPath() {
        var list = parse("a:\n  - x\n  - {b: 1}\n").get(0).list("a", "a list").orElseThrow();
        list.maps("a map").forEach(map -> map.only("c"));
        assertEquals(
                List.of(
                        "f.yaml:2: a[0]: found \"x\", expected a map",
                        "f.yaml:3: a[1].b: unknown key, did you mean c?"),
                messages());
    }

    @Test
    void anItemWithoutAValueIsAFault() {
        parse("a:\n  - x\n  -\n").get(0).list("a", "a list");
        assertEquals(List.of("f.yaml:3: a[1]: has no value: write one, or remove the line"), messages());
    }

    @Test
    void aValueIsReadAsItIsWrittenNotAsYamlWouldConvertIt() {
        var map = parse("a: 0012\nb: no\nc: 1e3\nd: 2026-11-21").get(0);
        var written = List.of("a", "b", "c", "d").stream()
                .map(key -> map.scalar(key).orElseThrow().raw())
                .toList();
        assertEquals(List.of("0012", "no", "1e3", "2026-11-21"), written);
    }

    @Test
    void anAliasStandsForWhatItNames() {
        var map = parse("a: &x {k: 1}\nb: *x").get(0);
        assertEquals(
                "1",
                map.map("b", "a map").flatMap(b -> b.scalar("k")).orElseThrow().raw());
    }

    @Test
    void manyAliasesOfCollectionsAreAFault() {
        parse("x: &x [1]\na: [" + "*x, ".repeat(60) + "]");
        assertEquals(
                List.of(
                        "f.yaml: cannot be read as YAML: Number of aliases for non-scalar nodes exceeds the specified max=50"),
                messages());
    }

    @Test
    void aBottomlessNestingIsAFault() {
        parse("a: " + "[".repeat(200_000));
        assertEquals(
                List.of("f.yaml: is nested too deeply to be read: it has thousands of brackets in brackets"),
                messages());
    }

    @Test
    void aListThatHoldsItselfIsAFault() {
        parse("a: &a [*a]").get(0).list("a", "a list");
        assertEquals(List.of("f.yaml:1: a[0]: holds itself through an alias: remove the alias"), messages());
    }

    @Test
    void anEmptyFileIsAnEmptyMap() {
        assertTrue(parse("# nothing yet\n").get(0).keys().isEmpty());
        assertEquals(List.of(), messages());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("f.yaml"), "\uFEFFa: 1\n");
        assertEquals("[a]", YamlFile.read(file, faults).orElseThrow().keys().toString());
    }

    @Test
    void aFileInAnotherEncodingIsAFault(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("f.yaml"), "a: Märkte".getBytes(StandardCharsets.ISO_8859_1));
        YamlFile.read(file, faults);
        assertEquals(List.of(file + ": is not UTF-8: save it as UTF-8"), messages());
    }

    @Test
    void aMissingFileIsAFault(@TempDir Path folder) {
        YamlFile.read(folder.resolve("f.yaml"), faults);
        assertEquals(
                List.of(folder.resolve("f.yaml") + ": there is no such file: create it, or name another"), messages());
    }

    @Test
    void faultsAreSortedByLineAndToldOnce() {
        var map = parse("a: [1]\nb: [2]").get(0);
        map.scalar("b");
        map.scalar("a");
        map.scalar("a");
        assertEquals(
                List.of(
                        "f.yaml:1: a: found a list, expected a single value",
                        "f.yaml:2: b: found a list, expected a single value"),
                messages());
    }

    @Test
    void aFaultStaysOnOneLine() {
        parse("\"a\\nb\": 1").get(0).only("c");
        assertEquals(List.of("f.yaml:1: a\\nb: unknown key, expected c"), messages());
    }

    private List<YamlMap> parse(String text) {
        var written = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001");
        return YamlFile.parse("f.yaml", text.startsWith("\"") ? text : written, faults).stream()
                .toList();
    }

    private List<String> messages() {
        try {
            faults.throwIfAny();
            return List.of();
        } catch (ConfigException e) {
            return List.of(e.getMessage().split("\n"));
        }
    }
}
