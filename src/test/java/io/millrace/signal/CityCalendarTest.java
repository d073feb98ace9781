package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityCalendarTest {
    @Test
    void anHourIsWhatTheCitysClockAndCalendarMakeOfIt() {
        var row = CityCalendar.hours(
                        "Berlin",
                        ZoneId.of("Europe/Berlin"),
                        "DE",
                        "DE-BE",
                        Instant.parse("2026-11-22T23:30:00Z"),
                        Instant.parse("2026-11-23T01:00:00Z"))
                .get(0);
        assertEquals(List.of("Berlin", "2026-11-22T23:00:00Z"), row.key());
        assertEquals(
                Map.of(
                        "city",
                        "Berlin",
                        "hour_at",
                        "2026-11-22T23:00:00Z",
                        "until_at",
                        "2026-11-23T00:00:00Z",
                        "epoch_hour",
                        498_719L,
                        "local_date",
                        "2026-11-23",
                        "local_hour",
                        0,
                        "utc_offset_minutes",
                        60,
                        "weekday",
                        1,
                        "workday",
                        true),
                row.payload());
    }

    /** Local hours at the beginnings of the UTC hours around the change. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T00:00:00Z, 1 3",
        "Europe/Berlin, 2026-10-25T00:00:00Z, 2 2",
        "America/New_York, 2026-03-08T06:00:00Z, 1 3",
        "America/New_York, 2026-11-01T05:00:00Z, 1 1",
        "Australia/Lord_Howe, 2026-10-03T15:00:00Z, 1 3",
        "Australia/Lord_Howe, 2026-04-04T14:00:00Z, 1 1",
        "Africa/Cairo, 2026-04-23T21:00:00Z, 23 1",
        "Africa/Cairo, 2026-10-29T20:00:00Z, 23 23",
        "Asia/Kathmandu, 2026-11-22T00:00:00Z, 5 6"
    })
    void anHourBeginsWhereTheCitysClockIsThen(String zone, Instant from, String hours) {
        var rows = CityCalendar.hours("X", ZoneId.of(zone), null, null, from, from.plusSeconds(7200));
        assertEquals(
                hours,
                rows.get(0).payload().get("local_hour") + " "
                        + rows.get(1).payload().get("local_hour"));
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 2026-03-29, 23", "Europe/Berlin, 2026-10-25, 25", "Asia/Kathmandu, 2026-03-29, 24"})
    void aDayHasAsManyHoursAsItHas(String name, String date, int hours) {
        var zone = ZoneId.of(name);
        var noon = LocalDate.parse(date).atTime(12, 0).atZone(zone).toInstant();
        var rows = CityCalendar.hours("X", zone, null, null, noon.minusSeconds(86_400), noon.plusSeconds(86_400));
        assertEquals(
                hours,
                rows.stream()
                        .filter(row -> row.payload().get("local_date").equals(date))
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "DE, DE-BE, 2026-11-20, true,",
        "DE, DE-BE, 2026-11-21, false,",
        "DE, DE-BE, 2026-10-03, false, German Unity Day",
        "DE, DE-BE, 2027-03-08, false, International Women's Day",
        // A holiday in Berlin and Mecklenburg, and nobody said where.
        "DE, , 2027-03-08, ,",
        "DE, DE-XX, 2027-03-08, ,",
        "DE, DE-HH, 2027-03-08, true,",
        // Only in those parts of Bavaria that are Catholic.
        "DE, DE-BY, 2028-08-15, ,",
        "GB, GB-SCT, 2026-11-30, false, St. Andrew's Day",
        "GB, GB-ENG, 2026-11-30, true,",
        "US, US-NY, 2026-07-03, false, Independence Day",
        // New Year's Day of 2028 is a Saturday.
        "US, US-NY, 2027-12-31, false, New Year's Day",
        "EG, , 2026-11-20, false,",
        "EG, , 2026-11-21, false,",
        "EG, , 2026-11-22, true,",
        "EG, , 2026-03-20, false, Eid ul-Fitr",
        "EG, , 2026-03-23, ,",
        "TR, , 2026-05-29, ,",
        "TR, , 2026-06-02, true,",
        // Whose feasts are not all known.
        "JP, , 2026-12-23, ,",
        "IN, IN-MH, 2026-11-09, ,",
        "ZZ, , 2026-11-23, ,",
        ", , 2026-11-23, ,"
    })
    void aDayIsAWorkdayWhereThatIsKnown(String country, String region, String date, Boolean workday, String holiday) {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            var day = Workdays.of(country, region).day(LocalDate.parse(date));
            assertEquals(new Workdays.Day(workday, holiday), day);
        } finally {
            Locale.setDefault(before);
        }
    }
}
