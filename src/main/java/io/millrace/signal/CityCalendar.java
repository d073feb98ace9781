package io.millrace.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The hours of UTC as a city's clock and calendar have them. Asks no network; safe to use from many threads. */
public final class CityCalendar {
    private static final int HOUR_S = 3600;
    private static final int MINUTE_S = 60;

    private CityCalendar() {}

    /**
     * Rows of {@code calendar}, one for each hour of UTC that begins from {@code from}'s on until before {@code to}.
     *
     * @param country ISO 3166-1 alpha-2 code; null or unknown leaves {@code workday} out
     * @param region ISO 3166-2 code, {@code DE-BE}; null or unknown leaves {@code workday} out on days that are holidays
     *     in some of the country's regions
     */
    public static List<SignalRow> hours(
            String city, ZoneId zone, String country, String region, Instant from, Instant to) {
        var days = Workdays.of(country, region);
        var known = new HashMap<LocalDate, Workdays.Day>();
        var rows = new ArrayList<SignalRow>();
        for (var hour = from.truncatedTo(ChronoUnit.HOURS); hour.isBefore(to); hour = hour.plusSeconds(HOUR_S)) {
            var local = hour.atZone(zone);
            var day = known.computeIfAbsent(local.toLocalDate(), days::day);
            var payload = new Payload()
                    .with("city", city)
                    .with("hour_at", hour)
                    .with("until_at", hour.plusSeconds(HOUR_S))
                    .with("epoch_hour", hour.getEpochSecond() / HOUR_S)
                    .with("local_date", local.toLocalDate().toString())
                    .with("local_hour", local.getHour())
                    .with("utc_offset_minutes", local.getOffset().getTotalSeconds() / MINUTE_S)
                    .with("weekday", local.getDayOfWeek().getValue())
                    .with("workday", day.workday())
                    .with("holiday", day.holiday());
            rows.add(new SignalRow("calendar", List.of(city, hour.toString()), payload.values()));
        }
        return List.copyOf(rows);
    }
}
