package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import io.millrace.local.providers.Skies.Hour;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** {@code /v1/forecast} and {@code /v1/elevation} as Open-Meteo answers them. Times are Unix seconds, wind is in m/s. */
record OpenMeteoApi(Skies skies, Ground ground, Clock clock) {
    private static final int BAD = 400;
    private static final int MOST_PLACES = 100;
    private static final int MOST_DAYS = 16;
    private static final double FAR_KM = 500;
    private static final Map<String, Variable> VARIABLES = variables();

    private record Variable(String unit, Function<Hour, Number> value) {}

    Reply forecast(Asked asked) {
        var latitude = asked.numbers("latitude");
        var longitude = asked.numbers("longitude");
        if (latitude.size() != 1 || longitude.size() != 1) {
            return refused("Parameter 'latitude' and 'longitude' must have one number each.");
        }
        var wanted = asked.of("hourly").isEmpty()
                ? List.<String>of()
                : List.of(asked.of("hourly").split(","));
        var unknown =
                wanted.stream().filter(name -> !VARIABLES.containsKey(name)).findFirst();
        if (unknown.isPresent()) {
            return refused("Cannot initialize ForecastVariable from invalid String value " + unknown.get() + ".");
        }
        if (!wanted.isEmpty()
                && !(asked.of("timeformat").equals("unixtime")
                        && asked.of("wind_speed_unit").equals("ms"))) {
            return refused("This stand-in answers with timeformat=unixtime and wind_speed_unit=ms alone.");
        }
        var zone = zone(asked.of("timezone"), latitude.get(0), longitude.get(0));
        var now = clock.instant();
        var answer = object(
                "latitude", latitude.get(0),
                "longitude", longitude.get(0),
                "generationtime_ms", 0.25,
                "utc_offset_seconds", zone.getRules().getOffset(now).getTotalSeconds(),
                "timezone", zone.equals(ZoneOffset.UTC) ? "GMT" : zone.getId(),
                "timezone_abbreviation",
                        zone.equals(ZoneOffset.UTC)
                                ? "GMT"
                                : "GMT" + zone.getRules().getOffset(now),
                "elevation", ground.at(latitude.get(0), longitude.get(0)));
        if (!wanted.isEmpty()) {
            var first = LocalDate.ofInstant(now, zone).minusDays(days(asked, "past_days", 0));
            var last = LocalDate.ofInstant(now, zone).plusDays(days(asked, "forecast_days", 7));
            addHours(answer, wanted, latitude.get(0), longitude.get(0), hour(first, zone), hour(last, zone));
        }
        return Reply.json(200, answer);
    }

    Reply elevation(Asked asked) {
        var latitude = asked.numbers("latitude");
        var longitude = asked.numbers("longitude");
        if (latitude.isEmpty() || latitude.size() != longitude.size()) {
            return refused("Parameter 'latitude' and 'longitude' must have the same number of elements.");
        }
        if (latitude.size() > MOST_PLACES) {
            return refused("Parameter 'latitude' and 'longitude' must not exceed " + MOST_PLACES + " coordinates.");
        }
        return Reply.json(
                200,
                object(
                        "elevation",
                        IntStream.range(0, latitude.size())
                                .mapToObj(i -> ground.at(latitude.get(i), longitude.get(i)))
                                .toList()));
    }

    /** The hour that the newest forecast is of. */
    static long issued(Clock clock) {
        return hour(clock.instant());
    }

    static long hour(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), Duration.ofHours(1).toSeconds());
    }

    private static long hour(LocalDate day, ZoneId zone) {
        return hour(day.atStartOfDay(zone).toInstant());
    }

    private void addHours(
            Map<String, Object> answer, List<String> wanted, double latitude, double longitude, long from, long to) {
        var units = object("time", "unixtime");
        var values = object();
        var arrays = new LinkedHashMap<String, List<Number>>();
        for (var name : wanted) {
            units.put(name, VARIABLES.get(name).unit());
            arrays.put(name, new ArrayList<>());
        }
        var times = new ArrayList<Long>();
        for (var hour = from; hour < to; hour++) {
            var weather = skies.at(latitude, longitude, hour, issued(clock));
            times.add(hour * Duration.ofHours(1).toSeconds());
            arrays.forEach(
                    (name, array) -> array.add(VARIABLES.get(name).value().apply(weather)));
        }
        values.put("time", times);
        values.putAll(arrays);
        answer.put("hourly_units", units);
        answer.put("hourly", values);
    }

    private static long days(Asked asked, String name, int usual) {
        var given = asked.numbers(name);
        return given.isEmpty()
                ? usual
                : Math.max(0, Math.min(MOST_DAYS, given.get(0).longValue()));
    }

    private static ZoneId zone(String asked, double latitude, double longitude) {
        if (!asked.equals("auto")) {
            return ZoneOffset.UTC;
        }
        return DemoCity.all().stream()
                .min(Comparator.comparingDouble(city -> city.km(latitude, longitude)))
                .filter(city -> city.km(latitude, longitude) < FAR_KM)
                .<ZoneId>map(city -> ZoneId.of(city.zone()))
                .orElseGet(() ->
                        ZoneId.of("Etc/GMT" + (longitude > 0 ? "-" : "+") + Math.abs(Math.round(longitude / 15))));
    }

    private static Reply refused(String reason) {
        return Reply.json(BAD, object("error", true, "reason", reason));
    }

    private static Map<String, Variable> variables() {
        var all = new LinkedHashMap<String, Variable>();
        all.put("temperature_2m", new Variable("°C", Hour::temperature));
        all.put("apparent_temperature", new Variable("°C", Hour::feelsLike));
        all.put("relative_humidity_2m", new Variable("%", Hour::humidity));
        all.put("precipitation", new Variable("mm", Hour::precipitation));
        all.put("precipitation_probability", new Variable("%", Hour::probability));
        // Ten millimetres of water are seven centimetres of snow.
        all.put(
                "snowfall",
                new Variable("cm", hour -> hour.isSnow() ? Skies.round(0.7 * hour.precipitation(), 2) : 0.0));
        all.put("wind_speed_10m", new Variable("m/s", Hour::wind));
        all.put("wind_gusts_10m", new Variable("m/s", Hour::gust));
        all.put("wind_direction_10m", new Variable("°", Hour::direction));
        all.put("cloud_cover", new Variable("%", Hour::cloud));
        all.put("visibility", new Variable("m", hour -> hour.precipitation() > 1 ? 8_000.0 : 24_140.0));
        all.put("weather_code", new Variable("wmo code", OpenMeteoApi::code));
        return all;
    }

    /** Of WMO table 4677, as far as Open-Meteo uses it. */
    private static int code(Hour hour) {
        if (hour.precipitation() > 0) {
            var step = hour.precipitation() < 0.8 ? 0 : hour.precipitation() < 3 ? 1 : 2;
            var isDrizzle = step == 0 && hour.precipitation() < 0.4;
            return hour.isSnow() ? 71 + 2 * step : isDrizzle ? 51 : 61 + 2 * step;
        }
        return hour.cloud() < 15 ? 0 : hour.cloud() < 40 ? 1 : hour.cloud() < 75 ? 2 : 3;
    }
}
