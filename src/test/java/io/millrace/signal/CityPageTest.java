package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CityPageTest {
    private static final String ITALY = "41_N_12_E_type:city_region:IT";

    private static StatedPopulation population(String language, String... rows) {
        return CityFixtures.page(language, "Somewhere", ITALY, rows).population();
    }

    private static CityReading english(String... rows) {
        return CityFixtures.page("en", "Somewhere", ITALY, rows);
    }

    @Test
    void whichPageItIsIsReadToo() throws IOException {
        var city = CityFixtures.read("de.html");
        assertEquals("Q1726", city.wikidata());
        assertEquals("de", city.language());
        assertEquals(251000002L, city.revision());
        assertEquals("de.wikipedia.org", city.host());
        assertEquals("Bayern", city.region());
    }

    @Test
    void theParsoidFormStatesItsRevisionAndItsAddress() throws IOException {
        var city = CityFixtures.read("parsoid.html");
        assertEquals(220000777L, city.revision());
        assertEquals("fr.wikipedia.org", city.host());
        assertEquals("fr", city.language());
    }

    @Test
    void anAnswerOfTheApiStatesItsRevisionAndItsItem() throws IOException {
        var city = CityFixtures.read("api.json");
        assertEquals(1262000001L, city.revision());
        assertEquals("Q64", city.wikidata());
    }

    @Test
    void gzippedPagesAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(CityFixtures.bytes("it.html"));
        }
        assertEquals("Roma", CityPage.read(bytes.toByteArray(), null, null).name());
    }

    @Test
    void theServersCharsetIsBelieved() {
        var html = "<html lang='de'><h1 id='firstHeading'>Köln</h1>"
                + CityFixtures.box(
                        "50.9_N_6.9_E_type:city_region:DE-NW", "Bundesland: = Hessen", "Einwohner: = 1.087.353");
        var city = CityPage.read(html.getBytes(Charset.forName("ISO-8859-1")), "text/html; charset=ISO-8859-1", null);
        assertEquals("Köln", city.name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Population | 1,24,42,373 (2011) | 12442373 | 2011",
                "en | Population | 1.5 million (2021) | 1500000 | 2021",
                "en | Population | 2011 census: 1,234,567 | 1234567 | 2011",
                "en | Population (1 July 2023) | 8,804,190 (1st) | 8804190 | 2023-07-01",
                "en | Population | 1950 | 1950 | undated",
                "en | Population (2011–2021) | 1,950 | 1950 | undated",
                "de | Einwohner: | 2,1 Mio. (1. Jän. 2025) | 2100000 | 2025-01-01",
                "de | Einwohner: | 433'989 (31. Dezember 2023) | 433989 | 2023-12-31",
                "it | Abitanti | 2 751 747 (1º gennaio 2024) | 2751747 | 2024-01-01",
                "es | Población (Dic. de 2023) | 1 234 567 hab. | 1234567 | 2023-12",
                "ru | Население | ▲13,15 млн чел. (2024) | 13150000 | 2024",
                "zh | 人口（2020年11月1日） | 1億2,188萬 | 0 | undated",
                "zh | 人口（2020年11月1日） | 2,188.6万 | 21886000 | 2020-11-01",
                "ja | 総人口 | 1400万人（2024年5月） | 14000000 | 2024-05",
            })
    void numbersOfPeopleAreReadAsTheyAreWritten(String language, String label, String value, long number, String date) {
        var population = population(language, label + " = " + value);
        if (number == 0) {
            assertNull(population);
        } else {
            assertEquals(new StatedPopulation("city", number, date), population);
        }
    }

    @Test
    void densitiesRanksAndHouseholdsAreNoPopulations() {
        assertNull(population(
                "en",
                "Country = Italy",
                "Population density = 4,351/km2",
                "Population rank = 6th",
                "Population = 21,000/km2",
                "Households = 12,345"));
    }

    @Test
    void aRowBesideTheHeadingOfPeopleIsNone() {
        assertNull(population("en", "Population", "Demonym = Romans 1960", "Postal code = 12345"));
    }

    @Test
    void theNewestOfSeveralNumbersOfTheCityComesFirst() {
        var city = english("Population (2020)", "• Total = 8,804,190", "• Estimate (2024) = 8,478,072", "• Rank = 1st");
        assertEquals(new StatedPopulation("city", 8478072, "2024"), city.population());
        assertEquals(2, city.populations().size());
    }

    @Test
    void aMetropolitanMunicipalityIsACityAndAMetropolitanAreaIsNot() {
        var city = english(
                "Population (2020)", "• Metropolitan municipality = 1,000,000", "• Metropolitan area = 2,000,000");
        assertEquals(
                List.of(new StatedPopulation("city", 1000000, "2020"), new StatedPopulation("metro", 2000000, "2020")),
                city.populations());
    }

    @Test
    void theFirstRowOfASectionIsItsTotalUnlessAnotherIsCalledSo() {
        assertEquals(
                9089736,
                population("en", "Population", "• Region = 9,089,736", "• Metro = 15,100,000")
                        .number());
        assertEquals(
                5,
                population("en", "Population", "• Region = 9,089,736", "• City = 5")
                        .number());
    }

    @Test
    void linesOfALabelBelongToLinesOfItsValue() {
        var city = CityFixtures.page(
                "de",
                "New York City",
                "40_N_74_W_region:US-NY_type:city",
                "Staat: = Vereinigte Staaten",
                "Einwohner:<br>– Metropolregion: = 8.804.190 (Stand: 2020)<br>20.140.470 (Stand: 2021)");
        assertEquals(
                List.of(new StatedPopulation("city", 8804190, "2020"), new StatedPopulation("metro", 20140470, "2021")),
                city.populations());
    }

    @Test
    void itemsOfALabelsListBelongToLinesOfItsValue() {
        assertEquals(
                new StatedPopulation("city", 3782202, "2023"),
                population(
                        "pl",
                        "Populacja (2023)<ul><li>liczba ludności</li><li>gęstość</li></ul> = <br>3 782 202<br>4241 os./km²"));
    }

    @Test
    void aNumberFarFromThatOfTheCoordinatesIsLeftOut() {
        var city = CityFixtures.page(
                "en",
                "Somewhere",
                "41_N_12_E_type:city(1000000)_region:IT",
                "Country = Italy",
                "Population = 9,000,000");
        assertNull(city.population());
        assertEquals(
                "its row says 9000000, its coordinates 1000000", city.reasons().get("population"));
    }

    @Test
    void moreThanACitysPeopleAreNone() {
        assertNull(population("en", "Country = Italy", "Population = 60,000,000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "en | 34 m (112 ft) | 34",
                "en | 5,430 ft | 1655.1",
                "en | 33 ft (10 m) | 10",
                "en | −2 m (−7 ft) | -2",
                "en | 35 m (28 m–131 m) | 35",
                "en | 0–943.7 m (0–3,145 ft) | -",
                "en | 10 m to 20 m | -",
                "en | 9,000 m | -",
                "en | high | -",
                "es | 2,240 m s. n. m. | 2240",
            })
    void aHeightIsOneNumberWithAUnit(String language, String text, String metres) {
        var label = language.equals("es") ? "Altitud" : "Elevation";
        var height = CityFixtures.page(language, "Somewhere", ITALY, label + " = " + text)
                .elevationM();
        assertEquals(metres, height == null ? null : height.toPlainString());
    }

    @Test
    void aRangeOfHeightsIsTheReasonForNone() throws IOException {
        assertEquals(
                "a range, not one height: \"Min. 28 m Max. 131 m\"",
                CityFixtures.read("fr.html").reasons().get("elevation_m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "en | 1,572.03 km2 (606.96 sq mi) | 1572.03",
                "en | 100 sq mi | 259",
                "en | 83,000 ha | 830",
                "de | 1.214,4 km² (ca. 469 mi²) | 1214.4",
                "de | 1.214 km² | 1214",
                "en | 1.214 km² | 1.214",
                "fr | 1.214 km² | -",
                "fr | 1.214 km² (468.7 sq mi) | 1214",
                "en | 12 | -",
            })
    void anAreaIsReadByItsLanguageAndItsUnit(String language, String text, String km2) {
        var label = Map.of("de", "Fläche", "fr", "Superficie", "en", "Area").get(language);
        var area = CityFixtures.page(language, "Somewhere", ITALY, label + " = " + text)
                .areaKm2();
        assertEquals(km2, area == null ? null : area.stripTrailingZeros().toPlainString());
    }

    @Test
    void aHeightBesideItsExtremesIsTaken() {
        var city = CityFixtures.page(
                "fr",
                "Ville",
                "41_N_2_E_region:FR",
                "Population = 12 000",
                "Altitude = 667 m<br>Min. 543 m<br>Max. 846 m");
        assertEquals(667, city.elevationM().intValue());
    }

    @Test
    void landAloneIsNotTheArea() {
        assertNull(english("Area", "• Land = 300 km2").areaKm2());
    }

    @Test
    void moreThanSixtyThousandPeopleOnAKilometreContradictTheArea() {
        var city = english("Area = 10 km2", "Population = 2,000,000");
        assertNull(city.areaKm2());
        assertTrue(
                city.reasons().get("area_km2").endsWith("too many"),
                city.reasons().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "en | Sovereign state = United Kingdom;Constituent country = England | - | GB",
                "en | Country = <a>United States of America</a> | - | US",
                "en | Country = Ukraine (de jure)<br>Russia (de facto) | - | -",
                "en | Country = Georgia | - | GE",
                "en | Country = Germany | FR-75 | -",
                "en | Country = China | HK | HK",
                "en | Country = Elbonia | - | -",
                "en | State = Texas | US-TX | US",
                "zh | 國家 = 德國 | - | DE",
                "pt | País = Polónia | - | PL",
                "ru | Страна = США | - | US",
                "ja | 国 = アメリカ合衆国 | - | US",
                "de | Bundesland: = Hessen | - | DE",
                "de | Kanton: = Uri | - | CH",
            })
    void aCountryIsWhatItsRowAndItsCoordinatesSay(String language, String rows, String region, String country) {
        var params = "1_N_1_E_type:city" + (region == null ? "" : "_region:" + region);
        assertEquals(
                country,
                CityFixtures.page(language, "Somewhere", params, rows.split(";"))
                        .country());
    }

    @Test
    void coordinatesOfSightsAreNotTheCitys() {
        var sight = "<p><a href='//geohack.toolforge.org/geohack.php?params=1_N_1_E_type:landmark'>a bridge</a></p>";
        var box =
                "<table class='infobox'><tr><th>Country</th><td>Italy</td></tr><tr><th>Population</th><td>12,000</td></tr></table>";
        var city = CityFixtures.html("en", "Somewhere", box + sight);
        assertNull(city.latitude());
        assertEquals(
                "neither the infobox nor the title has coordinates",
                city.reasons().get("lat"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "52_31_12_N_13_24_18_E_type:city | 52.52 | 13.405",
                "23_33_01_S_46_38_02_W_type:city | -23.550278 | -46.633889",
                "40.416944_N_-3.703333_E_type:city | 40.416944 | -3.703333",
                "0_30_S_0_6_W_type:city | -0.5 | -0.1",
                "-33.45;-70.66_type:city | -33.45 | -70.66",
            })
    void degreesOfLinksAreRead(String params, double latitude, double longitude) {
        var city = CityFixtures.page("en", "Somewhere", params, "Country = Italy", "Population = 12,000");
        assertEquals(latitude, city.latitude());
        assertEquals(longitude, city.longitude());
    }

    @Test
    void placesFarApartOrNowhereAreNone() {
        var apart =
                "<table class='infobox'><tr><th>Population</th><td>12,000</td></tr><tr><th>Country</th><td data-lat='9' data-lon='9'>Italy</td></tr></table>"
                        + "<span id='coordinates'><span class='geo'>41; 12</span></span>";
        assertTrue(
                CityFixtures.html("en", "Somewhere", apart).reasons().get("lat").contains("km apart"));
        assertNull(CityFixtures.page("en", "Somewhere", "0_N_0_E", "Country = Italy", "Population = 12")
                .latitude());
    }

    @Test
    void parenthesesThatTellPagesApartAreNoPartOfTheName() {
        assertEquals(
                "Paris",
                CityFixtures.page("en", "Paris (Texas)", ITALY, "Paris", "Population = 24,000")
                        .name());
        assertEquals(
                "Frankfurt (Oder)",
                CityFixtures.page("en", "Frankfurt (Oder)", ITALY, "Frankfurt (Oder)", "Population = 57,000")
                        .name());
    }

    @Test
    void aTimeZoneIsAnIanaNameOrNone() {
        assertEquals("Europe/Rome", english("Time zone = CET (Europe/Rome)").timeZone());
        assertNull(english("Time zone = UTC+1").timeZone());
    }

    @Test
    void rowsHoldWhatIsKnownAndWhyTheRestIsNot() throws IOException {
        var rows = CityFixtures.read("fr.html").rows("paris", null);
        var city = rows.get(0);
        assertEquals("cities", city.dataset());
        assertEquals(List.of("paris"), city.key());
        assertEquals("FR", city.payload().get("country"));
        assertTrue(!city.payload().containsKey("elevation_m"));
        assertTrue(((Map<?, ?>) city.payload().get("unknown")).containsKey("elevation_m"));
        var people = rows.get(1);
        assertEquals(List.of("paris", "city", "fr.wikipedia.org", "2023"), people.key());
        assertEquals(2103778L, people.payload().get("population"));
        assertEquals("2023-01-01", people.payload().get("population_date"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en.html", "pl.html", "ja.html", "api.json", "parsoid.html"})
    void aPageThatWasCutOffIsReadOrRefused(String file) throws IOException {
        var bytes = CityFixtures.bytes(file);
        for (int length = 0; length < bytes.length; length += 97) {
            assertNotNull(
                    CityPage.read(Arrays.copyOf(bytes, length), null, null).status());
        }
    }

    @Test
    void emptyAndBrokenPagesAreErrors() {
        for (var body : List.of("", "  ", "{bad", "[]", "{\"parse\":{}}")) {
            assertEquals(
                    CityReading.Status.error,
                    CityPage.read(body.getBytes(StandardCharsets.UTF_8), null, null)
                            .status(),
                    body);
        }
    }
}
