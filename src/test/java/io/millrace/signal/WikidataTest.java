package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WikidataTest {
    private static final String BERLIN = """
            {"entities":{"Q64":{"id":"Q64","lastrevid":2300000001,"claims":{
              "P17":[{"rank":"preferred","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q183"}}}},
                     {"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q16957"}}}}],
              "P625":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":
                {"latitude":52.516666,"longitude":13.383333,"globe":"http://www.wikidata.org/entity/Q2"}}}}],
              "P2044":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":
                {"amount":"+34","unit":"http://www.wikidata.org/entity/Q11573"}}}}],
              "P2046":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":
                {"amount":"+344.1","unit":"http://www.wikidata.org/entity/Q232291"}}}}],
              "P1082":[
                {"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+3400000","unit":"1"}}},
                 "qualifiers":{"P585":[{"datavalue":{"value":{"time":"+2010-00-00T00:00:00Z","precision":9}}}]}},
                {"rank":"preferred","mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+3782202","unit":"1"}}},
                 "qualifiers":{"P585":[{"datavalue":{"value":{"time":"+2023-12-31T00:00:00Z","precision":11}}}]}},
                {"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+1","unit":"1"}}},
                 "qualifiers":{"P585":[{"datavalue":{"value":{"time":"+2023-12-31T00:00:00Z","precision":11}}}]}},
                {"rank":"deprecated","mainsnak":{"snaktype":"value","datavalue":{"value":{"amount":"+9","unit":"1"}}},
                 "qualifiers":{"P585":[{"datavalue":{"value":{"time":"+2024-12-31T00:00:00Z","precision":11}}}]}},
                {"rank":"normal","mainsnak":{"snaktype":"somevalue"}}]
            }}}}""";

    private static Wikidata.Facts facts(String json) throws IOException {
        return Wikidata.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Test
    void anItemsStatementsAreRead() throws IOException {
        var facts = facts(BERLIN);
        assertEquals("Q64", facts.item());
        assertEquals("DE", facts.country());
        assertEquals(52.516666, facts.latitude());
        assertEquals(new BigDecimal("34"), facts.elevationM());
        assertEquals(new BigDecimal("891.21"), facts.areaKm2());
        assertEquals(
                List.of(
                        new StatedPopulation("city", 3782202, "2023-12-31"),
                        new StatedPopulation("city", 3400000, "2010")),
                facts.populations());
    }

    @Test
    void valuesInUnknownUnitsAndOfUnknownCountriesAreLeftOut() throws IOException {
        var facts =
                facts(BERLIN.replace("Q11573", "Q1").replace("Q232291", "Q1").replace("\"Q183\"", "\"Q1\""));
        assertNull(facts.elevationM());
        assertNull(facts.areaKm2());
        assertNull(facts.country());
    }

    @Test
    void anItemThatIsNotThereGivesNothing() throws IOException {
        assertTrue(Wikidata.read(
                        "{\"entities\":{\"Q9\":{\"id\":\"Q9\",\"missing\":\"\"}}}".getBytes(StandardCharsets.UTF_8))
                .isEmpty());
    }

    @Test
    void onlyItemsAreAskedFor() {
        assertTrue(Wikidata.address("https://www.wikidata.org", "Q64").contains("ids=Q64&"));
        assertThrows(IllegalArgumentException.class, () -> Wikidata.address("https://www.wikidata.org", "Q64|Q65"));
    }

    @Test
    void everyCountryHasOneCode() {
        var lines = ResourceLines.of("country-items.txt");
        var items = lines.stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .toList();
        assertEquals(
                items.size(),
                items.stream().map(pair -> pair.split("=")[1]).distinct().count());
        assertTrue(items.stream()
                .allMatch(pair -> Countries.ofRegionCode(pair.split("=")[0]).isPresent()));
    }

    @Test
    void aPageIsComparedColumnByColumn() throws IOException {
        var checks = CityCheck.of(CityFixtures.read("en.html"), facts(BERLIN));
        assertEquals(Map.of("wikidata", "DE", "agrees", true), checks.get("country"));
        assertEquals(Map.of("wikidata", 3782202L, "agrees", true), checks.get("population"));
        assertEquals(Map.of("wikidata", new BigDecimal("34"), "agrees", true), checks.get("elevation_m"));
        var other = CityCheck.of(CityFixtures.read("de.html"), facts(BERLIN));
        for (var column : List.of("latitude", "longitude", "elevation_m", "area_km2", "population")) {
            assertEquals(false, ((Map<?, ?>) other.get(column)).get("agrees"), column);
        }
    }

    @Test
    void wikidatasPopulationsAreRowsOfTheirOwnOrigin() throws IOException {
        var rows = CityFixtures.read("de.html").rows("berlin", facts(BERLIN));
        assertEquals(
                List.of("berlin", "city", "wikidata.org", "2010"), rows.get(3).key());
        assertEquals(2300000001L, rows.get(3).payload().get("revision"));
        assertTrue(rows.get(0).payload().containsKey("checks"));
    }
}
