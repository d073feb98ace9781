package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.signal.SignalReading.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Forecasts of OpenWeatherMap: five days in slots of three hours. The key is no part of an address made here. Stateless. */
public final class OpenWeatherMap {
    /** Where it answers. */
    public static final String BASE = "https://api.openweathermap.org";
    /** Its name in the column {@code provider}. */
    public static final String PROVIDER = "openweathermap";

    private static final int SLOT_S = 3 * 3600;
    /** No place's mean over five days: what is above it is Fahrenheit or Kelvin. */
    private static final double HOTTEST_MEAN = 60;

    private OpenWeatherMap() {}

    /**
     * The address of a place's forecast, without the parameter {@code appid}.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static String forecast(String base, double latitude, double longitude) {
        return Address.of(base, "/data/2.5/forecast")
                .with("lat", Address.latitude(latitude))
                .with("lon", Address.longitude(longitude))
                .with("units", "metric")
                .toString();
    }

    /** Rows of {@code weather}, one for each slot. The name of the place in the answer is another's as often as not. */
    public static SignalReading read(byte[] body, int status, String city) {
        var answer = Answer.of(body, status, PROVIDER);
        if (answer.json() == null) {
            return answer.withoutRows();
        }
        var code = answer.json().path("cod").asInt(status);
        if (code != status && Answer.outcome(code) != Outcome.READ) {
            return SignalReading.without(
                    Answer.outcome(code),
                    PROVIDER + " answered " + status + " that says " + code + Answer.message(answer.json()));
        }
        var slots = answer.json().path("list");
        if (!slots.isArray()) {
            return Answer.without(answer.json(), "list", PROVIDER);
        }
        var mean = StreamSupport.stream(slots.spliterator(), false)
                .map(slot -> slot.path("main").path("temp"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .average();
        if (mean.orElse(0) > HOTTEST_MEAN) {
            return SignalReading.without(
                    Outcome.REFUSED,
                    PROVIDER + ": temperatures of " + Math.round(mean.getAsDouble())
                            + " on average are no degrees Celsius: ask with units=metric");
        }
        return rows(slots, city);
    }

    private static SignalReading rows(JsonNode slots, String city) {
        var rows = new ArrayList<SignalRow>();
        var unreadable = new ArrayList<String>();
        for (var i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            var time = Fields.time(slot.path("dt"));
            if (time == null) {
                unreadable.add("list[" + i + "]: without a time dt");
            } else if (!slot.path("main").path("temp").isNumber()) {
                // Without rain means dry only where there is a forecast at all.
                unreadable.add("list[" + i + "]: without main.temp");
            } else {
                rows.add(row(slot, time, city));
            }
        }
        return rows.isEmpty()
                ? new SignalReading(Outcome.EMPTY, rows, unreadable, PROVIDER + " knows nothing of any hour there")
                : new SignalReading(Outcome.READ, rows, unreadable, "");
    }

    private static SignalRow row(JsonNode slot, Instant time, String city) {
        var rain = amount(slot.path("rain"));
        var snow = amount(slot.path("snow"));
        var main = slot.path("main");
        var wind = slot.path("wind");
        var payload = new Payload()
                .with("city", city)
                .with("provider", PROVIDER)
                .with("valid_at", time)
                .with("from_at", time.minusSeconds(SLOT_S))
                .with("temperature_c", number(main.path("temp"), 1))
                .with("feels_like_c", number(main.path("feels_like"), 1))
                .with("humidity", number(main.path("humidity"), 0.01))
                .with("precipitation_mm", rain == null || snow == null ? null : Payload.rounded(rain + snow, 4))
                .with("precipitation_probability", number(slot.path("pop"), 1))
                .with("snow_mm", snow)
                .with("wind_ms", number(wind.path("speed"), 1))
                .with("gust_ms", number(wind.path("gust"), 1))
                .with("wind_direction_deg", number(wind.path("deg"), 1))
                .with("cloud_cover", number(slot.path("clouds").path("all"), 0.01))
                .with("visibility_m", number(slot.path("visibility"), 1))
                .with(
                        "weather_code",
                        WmoCode.of(slot.path("weather").path(0).path("id").asInt(-1)));
        return new SignalRow("weather", List.of(city, PROVIDER, time.toString()), payload.values());
    }

    /** Millimetres in the three hours: none where it is not mentioned, unknown where it is of another time. */
    private static Double amount(JsonNode of) {
        return of.isMissingNode() || of.isNull() || of.isObject() && of.isEmpty()
                ? Double.valueOf(0)
                : number(of.path("3h"), 1);
    }

    private static Double number(JsonNode value, double factor) {
        return value.isNumber() ? Payload.rounded(value.doubleValue() * factor, 4) : null;
    }
}
