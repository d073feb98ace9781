package io.millrace.signal;

import io.millrace.signal.SignalReading.Outcome;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Forecasts, heights and time zones of Open-Meteo, which needs no key. Stateless. */
public final class OpenMeteo {
    /** Where it answers. */
    public static final String BASE = "https://api.open-meteo.com";
    /** Its name in the column {@code provider}. */
    public static final String PROVIDER = "open-meteo";
    /** So many heights are answered at once. */
    public static final int HEIGHTS_A_REQUEST = 100;

    private static final double LOWEST_M = -500;
    private static final double HIGHEST_M = 9000;

    private OpenMeteo() {}

    /**
     * The address of the forecast for a place: each hour of yesterday, today and the six days after, by UTC.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static String forecast(String base, double latitude, double longitude) {
        return Address.of(base, "/v1/forecast")
                .with("latitude", Address.latitude(latitude))
                .with("longitude", Address.longitude(longitude))
                .with("hourly", String.join(",", OpenMeteoHours.asked()))
                .with("past_days", 1)
                .with("forecast_days", 7)
                .with("timezone", "UTC")
                .with("timeformat", "unixtime")
                .with("wind_speed_unit", "ms")
                .toString();
    }

    /** Rows of {@code weather}, one for each hour of which anything is known. */
    public static SignalReading read(byte[] body, int status, String city) {
        var answer = Answer.of(body, status, PROVIDER);
        return answer.json() == null ? answer.withoutRows() : OpenMeteoHours.read(answer.json(), city);
    }

    /**
     * The addresses of the heights of places, {@value #HEIGHTS_A_REQUEST} a request, in their order.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static List<String> elevation(String base, List<Place> places) {
        var addresses = new ArrayList<String>();
        for (var from = 0; from < places.size(); from += HEIGHTS_A_REQUEST) {
            var batch = places.subList(from, Math.min(places.size(), from + HEIGHTS_A_REQUEST));
            addresses.add(Address.of(base, "/v1/elevation")
                    .with("latitude", listed(batch, place -> Address.latitude(place.latitude())))
                    .with("longitude", listed(batch, place -> Address.longitude(place.longitude())))
                    .toString());
        }
        return List.copyOf(addresses);
    }

    /**
     * Heights in metres above sea level, in the order of the request; null where none is known.
     *
     * @param places how many were asked for
     */
    public static Finding<List<Double>> readElevation(byte[] body, int status, int places) {
        var answer = Answer.of(body, status, PROVIDER);
        if (answer.json() == null) {
            return Finding.without(answer.outcome(), answer.reason());
        }
        var heights = answer.json().path("elevation");
        if (!heights.isArray() || heights.size() != places) {
            return Finding.without(
                    Outcome.REFUSED,
                    PROVIDER + " answered " + heights.size() + " heights for " + places
                            + " places: which is whose cannot be told");
        }
        var metres = new ArrayList<Double>();
        for (var height : heights) {
            var value = height.isNumber() ? height.doubleValue() : Double.NaN;
            metres.add(value >= LOWEST_M && value <= HIGHEST_M ? (Double) value : null);
        }
        return Finding.of(Collections.unmodifiableList(metres));
    }

    /**
     * The address of what names a place's time zone.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static String zone(String base, double latitude, double longitude) {
        return Address.of(base, "/v1/forecast")
                .with("latitude", Address.latitude(latitude))
                .with("longitude", Address.longitude(longitude))
                .with("timezone", "auto")
                .with("forecast_days", 1)
                .toString();
    }

    /** A place's time zone; none at sea, where there are only offsets. */
    public static Finding<ZoneId> readZone(byte[] body, int status) {
        var answer = Answer.of(body, status, PROVIDER);
        if (answer.json() == null) {
            return Finding.without(answer.outcome(), answer.reason());
        }
        var name = answer.json().path("timezone").asText("");
        if (!name.contains("/") || name.startsWith("Etc/")) {
            return Finding.without(Outcome.EMPTY, PROVIDER + " names no time zone of a country: " + Masked.text(name));
        }
        try {
            return Finding.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Finding.without(
                    Outcome.REFUSED, "time zone " + Masked.text(name) + " is not known here: declare the city's");
        }
    }

    private static String listed(List<Place> places, Function<Place, String> part) {
        return places.stream().map(part).collect(Collectors.joining(","));
    }
}
