package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.config.ConfigException;
import io.millrace.dataset.Json;
import io.millrace.dataset.OfferField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use says what the program says. */
class SourceSchemaTest {
    private static final JsonNode JSON = json();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON);
    private static final String HEAD = "source: acme\npages: [https://acme.example/p/1]\n";

    @TempDir
    Path folder;

    private static JsonNode json() {
        try (var in = SourceSchemaTest.class.getResourceAsStream("/schema/source.schema.json")) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(String yaml) {
        var content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(Json.MAPPER.<JsonNode>valueToTree(content)).isEmpty();
    }

    private boolean isRead(String yaml) throws IOException {
        Files.writeString(folder.resolve("urls.csv"), "url\nhttps://acme.example/p/9\n");
        Files.writeString(folder.resolve("token"), "x");
        try {
            SourceFiles.parse(folder.resolve("a.yaml"), yaml);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    private void agree(boolean good, String yaml) throws IOException {
        assertEquals(good, isRead(yaml), "reader: " + yaml);
        assertEquals(good, fits(yaml), "schema: " + yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "every: 1h",
                "cron: 0 0/5 * * * ?",
                "jitter: 30s",
                "select: {price: span.price, list_price: del, currency: \"meta[itemprop=priceCurrency]@content\"}",
                "select: {availability: .stock, name: h1, sku: '#sku', brand: b, gtin: i, seller: u}",
                "hints: {currency: EUR, language: de-CH}",
                "hints: {language: en}",
                "fetch: {delay: 0s, allow-private: true}",
                "fetch: {allow-private: [shop.intern, 10.0.0.7]}",
                "fetch: {proxy: \"http://proxy.example:3128\"}",
                "fetch: {proxy: \"http://{{file:token}}@proxy.example:3128\"}",
                "fetch: {headers: {Accept-Language: de, X-Api-Key: \"{{file:token}}\"}}",
            })
    void whatTheReaderTakesBesidePagesTheSchemaTakes(String line) throws IOException {
        agree(true, HEAD + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evry: 5m",
                "every: 5",
                "every: soon",
                "every: 5m\ncron: 0 0/5 * * * ?",
                "jitter: 30",
                "select: {prize: span}",
                "select: {price: \"@content\"}",
                "select: span.price",
                "hints: {currency: eur}",
                "hints: {currency: €}",
                "hints: {language: german}",
                "hints: {language: de_CH}",
                "hints: {country: DE}",
                "fetch: {delay: 1}",
                "fetch: {allow-private: sometimes}",
                "fetch: {allow-private: []}",
                "fetch: {allow-private: [a b]}",
                "fetch: {proxy: proxy.example}",
                "fetch: {proxy: \"http://me:secret@proxy.example:3128\"}",
                "fetch: {headers: {Host: a}}",
                "fetch: {headers: {content-length: a}}",
                "fetch: {headers: {a b: c}}",
                "fetch: {headers: {A: ü}}",
                "fetch: {user-agent: me}",
            })
    void whatTheReaderRefusesBesidePagesTheSchemaRefuses(String line) throws IOException {
        agree(false, HEAD + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"https://acme.example\", \"HTTP://acme.example:8080/p?a=b#c\"]",
                "[{file: urls.csv}]",
                "[{listing: \"https://acme.example/c\", links: a.product}]",
                "[{listing: \"https://acme.example/c\", match: /p/*}]",
                "[{listing: \"https://acme.example/c\", links: a, next: a.next, match: [/p/*, \"regex:x\"], limit: 5}]",
                "[{sitemap: \"https://acme.example/s.xml\"}]",
                "[{sitemap: \"https://acme.example/s.xml\", match: \"https://b.example/*\", limit: 1000000}]",
                "[{sitemap: \"https://acme.example/s.xml\", changed-since-read: true}]",
                "[\"https://acme.example/p/1\", {file: urls.csv}, {sitemap: \"https://acme.example/s.xml\"}]",
            })
    void pagesThatTheReaderTakesTheSchemaTakes(String pages) throws IOException {
        agree(true, "source: acme\npages: " + pages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "https://acme.example/p/1",
                "[acme.example/p/1]",
                "[\"ftp://acme.example/\"]",
                "[\"https:///p\"]",
                "[\"https://acme.example/a b\"]",
                "[\"https://me:pw@acme.example/\"]",
                "[{url: \"https://acme.example\"}]",
                "[[x]]",
                "[{}]",
                "[{file: urls.csv, limit: 3}]",
                "[{listing: \"https://acme.example/c\"}]",
                "[{listing: acme.example/c, links: a}]",
                "[{listing: \"https://acme.example/c\", links: a, limit: 0}]",
                "[{listing: \"https://acme.example/c\", links: a, changed-since-read: true}]",
                "[{sitemap: \"https://acme.example/s.xml\", links: a}]",
                "[{sitemap: \"https://acme.example/s.xml\", match: p/*}]",
                "[{sitemap: \"https://acme.example/s.xml\", match: []}]",
                "[{sitemap: \"https://acme.example/s.xml\", limit: many}]",
            })
    void pagesThatTheReaderRefusesTheSchemaRefuses(String pages) throws IOException {
        agree(false, "source: acme\npages: " + pages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "every: 5m",
                "source: acme",
                "pages: [https://acme.example/p/1]",
                "source: A B\npages: [https://a.example]"
            })
    void aSourceNeedsANameAndPages(String yaml) throws IOException {
        agree(false, yaml);
    }

    @Test
    void everyKeyIsDescribed() {
        var bare = new TreeSet<String>();
        for (var part : List.of(
                "/properties",
                "/$defs/listing/properties",
                "/$defs/sitemap/properties",
                "/properties/fetch/properties",
                "/properties/hints/properties",
                "/properties/select/properties")) {
            JSON.at(part).properties().forEach(key -> {
                var value = key.getValue();
                var name = value.path("$ref").asText("").replace("#/$defs/", "");
                if (!value.has("description") && !JSON.at("/$defs/" + name).has("description")) {
                    bare.add(part + "/" + key.getKey());
                }
            });
        }
        assertTrue(bare.isEmpty(), bare.toString());
    }

    @Test
    void everyFieldThatCanBeSelectedIsThere() {
        var fields = new TreeSet<String>();
        JSON.at("/properties/select/properties").fieldNames().forEachRemaining(fields::add);
        assertEquals(new TreeSet<>(OfferField.keys()), fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cities: [{city: berlin, page: \"https://en.wikipedia.org/wiki/Berlin\"}]",
                "cities: [{city: a, latitude: 52.5, longitude: -13}]",
                "cities: [{city: a, page: \"https://w.example/A\", airports: [EDDB, LFPG], time-zone: Europe/Berlin}]",
                "cities: [{city: a, page: \"https://w.example/A\", country: DE, region: BE}]\nevery: 1h",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals:",
                "cities: [{city: a, latitude: 1, longitude: 2}]\nsignals: {pages: false, weather: false, relief: false}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {pages: {every: 3d, wikidata: false}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {weather: {provider: open-meteo, every: 2h}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals:\n  weather:\n    - {}\n"
                        + "    - {provider: openweathermap, key: \"{{file:token}}\"}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {flights: {key: \"{{file:token}}\","
                        + " quota: {calls: 300, per: month}, within-km: 40, most-airports: 1}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {relief: {steps: 2, spacing: 500}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {calendar: {days: 14}}"
            })
    void bothTakeCities(String yaml) throws IOException {
        agree(true, "source: cities\n" + yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cities: []",
                "cities: [{page: \"https://w.example/A\"}]",
                "cities: [{city: a}]",
                "cities: [{city: A B, page: \"https://w.example/A\"}]",
                "cities: [{city: a, latitude: 52.5}]",
                "cities: [{city: a, latitude: 91, longitude: 0}]",
                "cities: [{city: a, page: \"https://w.example/A\", airports: [BER]}]",
                "cities: [{city: a, page: \"https://w.example/A\", time-zone: CET}]",
                "cities: [{city: a, page: \"https://w.example/A\", country: Germany}]",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nselect: {price: b}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\npages: [https://acme.example/p/1]",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {weather: {provider: weather.com}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {weather: {provider: openweathermap}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {weather: {key: abc}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {flights: {}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {flights: {key: \"{{file:token}}\","
                        + " quota: {calls: 300}}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {relief: {steps: 9}}",
                "cities: [{city: a, page: \"https://w.example/A\"}]\nsignals: {whether: {}}",
                "pages: [https://acme.example/p/1]\nsignals: {}"
            })
    void bothRefuseCities(String yaml) throws IOException {
        agree(false, "source: cities\n" + yaml);
    }
}
