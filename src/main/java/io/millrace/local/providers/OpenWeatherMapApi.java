package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import io.millrace.local.providers.Skies.Hour;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /data/2.5/forecast} as OpenWeatherMap answers it: forty slots of three hours, in metric units. */
record OpenWeatherMapApi(Skies skies, Clock clock, String key) {
    private static final int SLOTS = 40;
    private static final int SLOT = 3;
    private static final int HOUR_S = 3600;
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    Reply forecast(Asked asked) {
        if (!asked.of("appid").equals(key)) {
            return Reply.json(401, object("cod", 401, "message", "Invalid API key."));
        }
        var latitude = asked.numbers("lat");
        var longitude = asked.numbers("lon");
        if (latitude.size() != 1 || longitude.size() != 1) {
            return Reply.json(400, object("cod", "400", "message", "Nothing to geocode"));
        }
        if (!asked.of("units").equals("metric")) {
            return Reply.json(400, object("cod", "400", "message", "this stand-in answers with units=metric alone"));
        }
        var issued = OpenMeteoApi.issued(clock);
        var first = (Math.floorDiv(issued, SLOT) + 1) * SLOT;
        var list = new ArrayList<Map<String, Object>>();
        for (var slot = 0; slot < SLOTS; slot++) {
            list.add(slot(latitude.get(0), longitude.get(0), first + (long) slot * SLOT, issued));
        }
        // Its name is a quarter's as often as the city's.
        var place = object(
                "id",
                2_950_159,
                "name",
                "Mitte",
                "coord",
                object("lat", latitude.get(0), "lon", longitude.get(0)),
                "country",
                "",
                "population",
                0,
                "timezone",
                0);
        return Reply.json(200, object("cod", "200", "message", 0, "cnt", list.size(), "list", list, "city", place));
    }

    private Map<String, Object> slot(double latitude, double longitude, long hour, long issued) {
        var hours = new ArrayList<Hour>();
        for (var at = hour - SLOT + 1; at <= hour; at++) {
            hours.add(skies.at(latitude, longitude, at, issued));
        }
        var now = hours.get(SLOT - 1);
        var water = Skies.round(hours.stream().mapToDouble(Hour::precipitation).sum(), 2);
        var chance = hours.stream().mapToLong(Hour::probability).max().orElseThrow() / 100.0;
        var slot = object(
                "dt", hour * HOUR_S,
                "main", object("temp", now.temperature(), "feels_like", now.feelsLike(), "humidity", now.humidity()),
                "weather", List.of(weather(now, water)),
                "clouds", object("all", now.cloud()),
                "wind", object("speed", now.wind(), "deg", now.direction(), "gust", now.gust()),
                "visibility", 10_000,
                "pop", chance,
                "sys", object("pod", "d"),
                "dt_txt", TEXT.format(Instant.ofEpochSecond(hour * HOUR_S).atOffset(ZoneOffset.UTC)));
        if (water > 0) {
            // Where it is dry, neither is mentioned.
            slot.put(now.isSnow() ? "snow" : "rain", object("3h", water));
        }
        return slot;
    }

    private static Map<String, Object> weather(Hour hour, double water) {
        if (water > 0) {
            return hour.isSnow()
                    ? object("id", 600, "main", "Snow", "description", "light snow", "icon", "13d")
                    : object("id", 500, "main", "Rain", "description", "light rain", "icon", "10d");
        }
        return hour.cloud() < 25
                ? object("id", 800, "main", "Clear", "description", "clear sky", "icon", "01d")
                : object("id", 803, "main", "Clouds", "description", "broken clouds", "icon", "04d");
    }
}
