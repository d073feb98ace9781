package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One page of each edition, in its own markup. */
class CityEditionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "en.html | Berlin | DE | city 3878100 2023-12-31, metro 6144600 2018, urban 4473101 2014 | 52.52,13.405 | 34 | 891.3",
                "api.json | Berlin | DE | city 3878100 2023-12-31, metro 6144600 2018, urban 4473101 2014 | 52.52,13.405 | 34 | 891.3",
                "de.html | München | DE | city 1505005 2024-12-31 | 48.137222,11.575556 | 519 | 310.74",
                "fr.html | Paris | FR | city 2103778 2023, urban 10890751 2022 | 48.856578,2.351828 | - | 105.4",
                "parsoid.html | Lyon | FR | city 519127 2023 | 45.758889,4.841389 | 173 | 47.87",
                "es.html | Madrid | ES | city 3422416 2024-01-01, metro 6779888 2024-01-01 | 40.416944,-3.703333 | 657 | 604.45",
                "it.html | Roma | IT | city 2751747 2023-12-31 | 41.893056,12.482778 | 20 | 1287.36",
                "pt.html | São Paulo | BR | city 11895578 2024, city 11451999 2022 | -23.550278,-46.633889 | 760 | 1521.202",
                "nl.html | Amsterdam | NL | city 931298 2024-01-01 | 52.366667,4.9 | -2 | 243.64",
                "pl.html | Warszawa | PL | city 1861599 2023-12-31 | 52.232222,21.008333 | - | 517.24",
                "sv.html | Stockholm | SE | city 1617407 2020-12-31 | 59.329444,18.068611 | 28 | 414.75",
                "ru.html | Москва | RU | city 13149803 2024 | 55.755833,37.617778 | 156 | 2561.5",
                "ja.html | 東京都 | JP | city 14178218 2024-05-01 | 35.689444,139.691667 | - | 2199.94",
                "zh.html | 北京市 | CN | city 21858000 2023, urban 19198000 2023 | 39.905556,116.391389 | 43.5 | 16410.5",
                "tr.html | İstanbul | TR | city 15655924 2023 | 41.013611,28.955 | 40 | 5461",
                "uk.html | Київ | UA | city 2952301 2022-01-01 | 50.450278,30.522778 | 179 | 847.66",
                "ar.html | القاهرة | EG | city 10203693 2023 | 30.044444,31.235833 | 23 | 3085",
                "he.html | ירושלים | IL | city 1010333 2024-01 | 31.783333,35.216667 | 754 | 125.16",
                "ko.html | 서울특별시 | KR | city 9386034 2023 | 37.566667,126.966667 | 38 | 605.2",
                "cs.html | Praha | CZ | city 1384732 2024 | 50.0875,14.421389 | - | 496.21",
                "fi.html | Helsinki | FI | city 684018 2024-12-31 | 60.170833,24.9375 | - | 719.02",
                "no.html | Oslo | NO | city 717710 2024 | 59.9,10.733333 | 23 | 454.12",
                "da.html | København | DK | city 667099 2025-01-01 | 55.676111,12.568889 | 14 | 90.1",
                "hu.html | Budapest | HU | city 1685209 2024-01-01 | 47.483333,19.033333 | 96 | 525.14",
                "hi.html | मुम्बई | IN | city 12442373 2011 | 19.066667,72.866667 | 14 | 603",
            })
    void aCityIsReadInEveryEdition(
            String file, String name, String country, String populations, String place, String height, String area)
            throws IOException {
        var city = CityFixtures.read(file);
        assertEquals(CityReading.Status.ok, city.status(), city.reason());
        assertEquals(name, city.name());
        assertEquals(country, city.country());
        assertEquals(
                populations,
                city.populations().stream()
                        .map(one -> one.kind() + " " + one.number() + " " + one.asOf())
                        .collect(Collectors.joining(", ")));
        assertEquals(place, plain(city.latitude()) + "," + plain(city.longitude()));
        assertEquals(
                height,
                city.elevationM() == null ? null : plain(city.elevationM().doubleValue()));
        assertEquals(area, plain(city.areaKm2().doubleValue()));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
