package io.millrace.signal;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Airports and arrivals of AeroDataBox. The key is a header, and no part of an address made here. Stateless. */
public final class AeroDataBox {
    /** Where it answers at API.Market; other markets have addresses and headers of their own. */
    public static final String BASE = "https://prod.api.market/api/v1/aedbx/aerodatabox";
    /** Its name in the column {@code provider}. */
    public static final String PROVIDER = "aerodatabox";

    private static final int FARTHEST_KM = 1000;
    private static final int MOST_AIRPORTS = 250;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private AeroDataBox() {}

    /**
     * The address of the airports around a place that have flights.
     *
     * @param radiusKm from 1 to 1000
     * @param limit how many at most, from 1 to 250
     * @throws IllegalArgumentException if there is no such place, or a number is out of its range
     */
    public static String airportsNear(String base, double latitude, double longitude, int radiusKm, int limit) {
        if (radiusKm < 1 || radiusKm > FARTHEST_KM || limit < 1 || limit > MOST_AIRPORTS) {
            throw new IllegalArgumentException(limit + " airports within " + radiusKm + " km: give 1 to "
                    + MOST_AIRPORTS + " airports and 1 to " + FARTHEST_KM + " km");
        }
        return Address.of(base, "/airports/search/location")
                .with("lat", Address.latitude(latitude))
                .with("lon", Address.longitude(longitude))
                .with("radiusKm", radiusKm)
                .with("limit", limit)
                .with("withFlightInfoOnly", true)
                .toString();
    }

    /**
     * The address of what is known of one airport, its time zone among it.
     *
     * @throws IllegalArgumentException if that is no ICAO code
     */
    public static String airport(String base, String icao) {
        return Address.of(base, "/airports/icao/" + code(icao)).toString();
    }

    /**
     * The address of the arrivals in a window, listed under each of their numbers: cancelled, of freight, and under other
     * airlines' numbers too, but without private ones.
     *
     * @param from by the airport's clock
     * @param to at most twelve hours later
     * @throws IllegalArgumentException if that is no ICAO code
     */
    public static String arrivals(String base, String icao, LocalDateTime from, LocalDateTime to) {
        return Address.of(
                        base,
                        "/flights/airports/icao/" + code(icao) + "/" + MINUTE.format(from) + "/" + MINUTE.format(to))
                .with("direction", "Arrival")
                .with("withLeg", false)
                .with("withCancelled", true)
                .with("withCodeshared", true)
                .with("withCargo", true)
                .with("withPrivate", false)
                .with("withLocation", false)
                .toString();
    }

    /** The address of a window's arrivals. */
    public static String arrivals(String base, ArrivalWindow window) {
        return arrivals(base, window.airport(), window.fromLocal(), window.toLocal());
    }

    /**
     * Rows of {@code airports} and, for each, of {@code city_airports}. Heliports and what has no ICAO code are left out
     * and named among the unreadable.
     *
     * @param centre of the city
     */
    public static SignalReading readAirports(byte[] body, int status, String city, Place centre) {
        var answer = Answer.of(body, status, PROVIDER);
        return answer.json() == null ? answer.withoutRows() : AirportList.read(answer.json(), city, centre);
    }

    /** The row of {@code airports} of one airport, with its height and time zone, and the one of {@code city_airports}. */
    public static SignalReading readAirport(byte[] body, int status, String city, Place centre) {
        var answer = Answer.of(body, status, PROVIDER);
        return answer.json() == null ? answer.withoutRows() : AirportList.readOne(answer.json(), city, centre);
    }

    /**
     * Rows of {@code flights} and exactly one of {@code flight_windows}, also where nothing is listed. With any other
     * outcome than read and empty there is none: that time was not answered.
     *
     * @param airport ICAO code
     */
    public static SignalReading readArrivals(byte[] body, int status, String airport, ArrivalWindow window) {
        var answer = Answer.of(body, status, PROVIDER);
        return switch (answer.outcome()) {
            case READ -> ArrivalList.read(answer.json(), airport, window);
            case EMPTY -> ArrivalList.none(airport, window, answer.reason());
            default -> answer.withoutRows();
        };
    }

    private static String code(String icao) {
        if (!AirportList.isIcao(icao)) {
            throw new IllegalArgumentException("airport " + icao + ": give its ICAO code of four letters, like EDDB");
        }
        return icao;
    }
}
