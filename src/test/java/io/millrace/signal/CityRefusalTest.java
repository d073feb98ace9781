package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.CityReading.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CityRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | France | 47_N_2_E_type:country_region:FR | Capital = Paris;Currency = Euro;Population = 68,000",
                "en | France | 48_N_2_E_type:city_region:FR | Capital<br>and largest city = Paris;Currency = Euro;Population;• Estimate = 68,000",
                "es | Francia | 47_N_2_E | Capital<br>(y ciudad más poblada) = París;Moneda = Euro;Población = 6 000 000",
                "ja | フランス | 47_N_2_E | 公用語 = フランス語;首都 = パリ;人口;総計（2023年） = 6,800,000人",
                "en | Bavaria | 48_N_11_E_type:adm1st_region:DE-BY | Country = Germany;Population;• Total = 13,435,062",
                "de | Bayern | 48_N_11_E_region:DE-BY | Landeshauptstadt = München;Einwohnerzahl = 13.435.062",
                "it | Lombardia | 45_N_9_E | Stato = Italia;Capoluogo = Milano;Abitanti = 10 019 166",
                "fr | Californie | 37_N_120_W | Pays = États-Unis;Capitale = Sacramento;Population = 39 000 000 hab.",
                "de | Clark County | 39_N_83_W_type:adm2nd_region:US-OH | Staat: = Vereinigte Staaten;Verwaltungssitz: = Springfield;Einwohner: = 138.333",
                "fr | Seine | 47_N_4_E_type:river_region:FR | Longueur = 774 km;Bassin = 79 000 km2;Pays = France",
                "de | Siemens | 48_N_11_E_region:DE-BY | Sitz = München;Mitarbeiterzahl = 312.000;Umsatz = 75 Mrd.",
                "en | Elba | 42_N_10_E_type:isle_region:IT | Country = Italy;Population = 32,000",
                "en | A people | - | Population = 2,000,000;United States = 1,200,000",
                "en | Europe | 54_N_15_E | Area = 10,000 km2;Population = 7,000,000;Largest cities = Istanbul",
            })
    void whatIsLargerOrSomethingElseIsRefused(String language, String title, String params, String rows) {
        var reading = CityFixtures.page(language, title, params, rows.split(";"));
        assertEquals(Status.refused, reading.status());
        assertEquals(null, reading.population());
    }

    @Test
    void personsAreRefused() {
        var person =
                "<table class='infobox biography'><tr><th>Born</th><td><span class='bday'>1950-05-12</span></td></tr></table>";
        assertEquals(Status.refused, CityFixtures.html("en", "Jane", person).status());
    }

    @Test
    void aCitysFoundationMakesItNoPerson() {
        var box = CityFixtures.box(
                "41_N_12_E_type:city",
                "Country = Italy",
                "Population = 12,000",
                "Founded = <span class='bday dtstart published'>1624-01-01</span>");
        assertEquals(Status.ok, CityFixtures.html("en", "Somewhere", box).status());
    }

    @Test
    void whatThePageCallsAStateIsNone() {
        var short1 = "<div class='shortdescription'>State of Germany</div>";
        var box = CityFixtures.box("48_N_11_E_region:DE", "Country = Germany", "Population = 13,435,062");
        var reading = CityFixtures.html("en", "Bavaria", short1 + box);
        assertEquals("no city: the page calls it \"State of Germany\"", reading.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Singapore | 1_17_N_103_50_E_type:country_region:SG | Capital = Singapore;Currency = Dollar;Population = 6,040,000",
                "zh | 香港 | 22_N_114_E_region:HK | 首都 = 无;货币 = 港元;人口 = 7,503,100",
                "de | Hamburg | 53_N_10_E_type:adm1st_region:DE-HH | Einwohner: = 1.862.565;Regierungschef: = der Bürgermeister",
                "ko | 서울특별시 | 37_N_127_E_type:adm1st_region:KR-11 | 인구 = 9,386,034",
            })
    void statesThatAreCitiesAreRead(String language, String title, String params, String rows) {
        var reading = CityFixtures.page(language, title, params, rows.split(";"));
        assertEquals(Status.ok, reading.status(), reading.reason());
    }

    @Test
    void aTownInACountyIsATown() {
        var said = "<div class='shortdescription'>County seat of Lamar County, Texas</div>";
        var box =
                "<table class='infobox'><tr><td colspan=2><div class='category'>City</div></td></tr><tr><th>Country</th><td>United States</td></tr><tr><th>Population</th><td>24,476</td></tr></table>";
        assertEquals(Status.ok, CityFixtures.html("en", "Paris", said + box).status());
    }

    @Test
    void pagesThatListWhatIsCalledAlikeAreRefused() throws IOException {
        assertTrue(CityFixtures.read("api-v1.json").reason().startsWith("a disambiguation page"));
        for (var html : new String[] {
            "<table id='disambigbox'><tr><td>x</td></tr></table>",
            "<div id='mw-normal-catlinks'><ul><li><a>Begriffsklärung</a></li></ul></div>",
        }) {
            assertTrue(CityFixtures.html("de", "Georgia", html).reason().startsWith("a disambiguation page"), html);
        }
    }

    @Test
    void aHatnoteThatNamesADisambiguationPageMakesNone() throws IOException {
        assertEquals(Status.ok, CityFixtures.read("en.html").status());
    }

    @Test
    void aPageWithoutInfoboxIsRefused() {
        assertTrue(CityFixtures.html("en", "List of cities", "<p>Rome</p>")
                .reason()
                .startsWith("no infobox"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"missingtitle\",\"info\":\"The page you specified doesn't exist.\"}}",
                "{\"query\":{\"pages\":[{\"title\":\"Nowhere\",\"missing\":true}]}}",
                "<html><body><div class='noarticletext'>none</div></body></html>",
                "<html><script>RLCONF={\"wgArticleId\":0,\"wgNamespaceNumber\":0}</script><body>none</body></html>",
                "<html><body><div class='redirectMsg'>to <a href='/wiki/Rome'>Rome</a></div></body></html>",
            })
    void anArticleThatIsNotThereIsMissing(String body) {
        assertEquals(
                Status.missing,
                CityPage.read(body.getBytes(StandardCharsets.UTF_8), null, null).status());
    }

    @Test
    void pagesAboutPagesAreRefused() {
        var talk = "<html><script>RLCONF={\"wgArticleId\":7,\"wgNamespaceNumber\":1}</script><body>talk</body></html>";
        assertEquals(
                "no article but a page of namespace 1",
                CityPage.read(talk.getBytes(StandardCharsets.UTF_8), null, null).reason());
    }
}
