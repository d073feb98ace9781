package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.signal.SignalReading.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the hours of an Open-Meteo forecast: arrays beside each other, one for each variable, in units that it names. */
final class OpenMeteoHours {
    private static final int HOUR_S = 3600;
    /** Of the fields of a row, those that say which it is. */
    private static final int NAMES = 4;

    private static final Map<String, Variable> VARIABLES = new LinkedHashMap<>();

    static {
        VARIABLES.put("temperature_2m", new Variable("temperature_c", "°C", 1));
        VARIABLES.put("apparent_temperature", new Variable("feels_like_c", "°C", 1));
        VARIABLES.put("relative_humidity_2m", new Variable("humidity", "%", 0.01));
        VARIABLES.put("precipitation", new Variable("precipitation_mm", "mm", 1));
        VARIABLES.put("precipitation_probability", new Variable("precipitation_probability", "%", 0.01));
        // Seven centimetres of snow are ten millimetres of water, by the provider's own rule.
        VARIABLES.put("snowfall", new Variable("snow_mm", "cm", 1 / 0.7));
        VARIABLES.put("wind_speed_10m", new Variable("wind_ms", "m/s", 1));
        VARIABLES.put("wind_gusts_10m", new Variable("gust_ms", "m/s", 1));
        VARIABLES.put("wind_direction_10m", new Variable("wind_direction_deg", "°", 1));
        VARIABLES.put("cloud_cover", new Variable("cloud_cover", "%", 0.01));
        VARIABLES.put("visibility", new Variable("visibility_m", "m", 1));
        VARIABLES.put("weather_code", new Variable("weather_code", "wmo code", 1));
    }

    private OpenMeteoHours() {}

    /** How an array becomes a column: times the factor, where it is in that unit. */
    private record Variable(String column, String unit, double factor) {
        Object value(JsonNode value) {
            if (!value.isNumber()) {
                return null;
            }
            return column.equals("weather_code")
                    ? (Object) value.intValue()
                    : Payload.rounded(value.doubleValue() * factor, 4);
        }
    }

    static Set<String> asked() {
        return VARIABLES.keySet();
    }

    static SignalReading read(JsonNode answer, String city) {
        var hourly = answer.path("hourly");
        var units = answer.path("hourly_units");
        var times = hourly.path("time");
        if (!times.isArray()) {
            return refused("no array hourly.time");
        }
        if (!units.path("time").asText().equals("unixtime")) {
            return refused("hourly_units.time is " + quoted(units.path("time")) + " and not unixtime");
        }
        var unreadable = new ArrayList<String>();
        var arrays = new LinkedHashMap<Variable, JsonNode>();
        for (var variable : VARIABLES.entrySet()) {
            var array = hourly.path(variable.getKey());
            if (isUnknown(array)) {
                continue;
            }
            var unit = units.path(variable.getKey());
            if (!unit.asText().equals(variable.getValue().unit())) {
                return refused("hourly_units." + variable.getKey() + " is " + quoted(unit) + " and not "
                        + variable.getValue().unit());
            }
            if (array.size() != times.size()) {
                unreadable.add("hourly." + variable.getKey() + ": " + array.size() + " values for " + times.size()
                        + " hours: which is whose cannot be told");
                continue;
            }
            arrays.put(variable.getValue(), array);
        }
        return rows(city, times, arrays, unreadable);
    }

    private static SignalReading rows(
            String city, JsonNode times, Map<Variable, JsonNode> arrays, List<String> unreadable) {
        var rows = new ArrayList<SignalRow>();
        for (var i = 0; i < times.size(); i++) {
            var time = Fields.time(times.get(i));
            if (time == null) {
                unreadable.add("hourly.time[" + i + "]: " + quoted(times.get(i)) + " is no time");
                continue;
            }
            var row = new Payload()
                    .with("city", city)
                    .with("provider", OpenMeteo.PROVIDER)
                    .with("valid_at", time)
                    .with("from_at", time.minusSeconds(HOUR_S));
            for (var array : arrays.entrySet()) {
                row.with(
                        array.getKey().column(),
                        array.getKey().value(array.getValue().get(i)));
            }
            if (row.size() > NAMES) {
                rows.add(new SignalRow("weather", List.of(city, OpenMeteo.PROVIDER, time.toString()), row.values()));
            }
        }
        return rows.isEmpty()
                ? new SignalReading(
                        Outcome.EMPTY, rows, unreadable, OpenMeteo.PROVIDER + " knows nothing of any hour there")
                : new SignalReading(Outcome.READ, rows, unreadable, "");
    }

    /** Where nothing of a variable is known, its unit is not named either. */
    private static boolean isUnknown(JsonNode array) {
        return !array.isArray()
                || StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isNull);
    }

    private static SignalReading refused(String what) {
        return SignalReading.without(
                Outcome.REFUSED, OpenMeteo.PROVIDER + ": " + what + ": none of its values can be trusted");
    }

    private static String quoted(JsonNode value) {
        return value.isMissingNode() ? "missing" : Masked.text(value.toString());
    }
}
