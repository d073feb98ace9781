package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.signal.SignalReading.Outcome;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads airports as AeroDataBox writes them: a list with few fields, or one with all. */
final class AirportList {
    private static final Pattern ICAO = Pattern.compile("[A-Z][A-Z0-9]{3}");
    private static final Pattern IATA = Pattern.compile("[A-Z]{3}");
    private static final Pattern HELIPORT = Pattern.compile("(?iu)\\b(heli(?:port|pad|copter)|h[ée]liport)\\w*");
    private static final int NAME = 300;

    private AirportList() {}

    static boolean isIcao(String code) {
        return ICAO.matcher(code).matches();
    }

    static SignalReading read(JsonNode answer, String city, Place centre) {
        var items = answer.path("items");
        if (!items.isArray()) {
            return Answer.without(answer, "items", AeroDataBox.PROVIDER);
        }
        var rows = new ArrayList<SignalRow>();
        var unreadable = new ArrayList<String>();
        for (var i = 0; i < items.size(); i++) {
            var fault = fault(items.get(i));
            if (fault != null) {
                unreadable.add("items[" + i + "]: " + fault);
                continue;
            }
            var airport = row(items.get(i));
            rows.add(airport);
            rows.add(near(city, centre, airport));
        }
        return rows.isEmpty()
                ? new SignalReading(Outcome.EMPTY, rows, unreadable, AeroDataBox.PROVIDER + " knows no airport there")
                : new SignalReading(Outcome.READ, rows, unreadable, "");
    }

    static SignalReading readOne(JsonNode airport, String city, Place centre) {
        var fault = fault(airport);
        return fault == null
                ? SignalReading.of(List.of(row(airport), near(city, centre, row(airport))))
                : SignalReading.without(Outcome.REFUSED, AeroDataBox.PROVIDER + ": airport " + fault);
    }

    /** Why it is none of those that bring people; null where it is one. */
    private static String fault(JsonNode airport) {
        var name = Fields.first(name(airport), "");
        if (Fields.code(airport.path("icao"), ICAO) == null) {
            return "without an ICAO code: " + Masked.text(name);
        }
        return HELIPORT.matcher(name).find() ? "a heliport: " + Masked.text(name) : null;
    }

    private static SignalRow row(JsonNode airport) {
        var icao = Fields.code(airport.path("icao"), ICAO);
        var place = place(airport);
        var payload = new Payload()
                .with("airport", icao)
                .with("iata", Fields.code(airport.path("iata"), IATA))
                .with("name", name(airport))
                .with("municipality", Fields.text(airport.path("municipalityName"), NAME))
                .with(
                        "country",
                        Fields.first(
                                Fields.country(airport.path("countryCode")),
                                Fields.country(airport.path("country").path("code"))))
                .with("latitude", place == null ? null : place.latitude())
                .with("longitude", place == null ? null : place.longitude())
                .with("elevation_m", Fields.number(airport.path("elevation").path("meter")))
                .with("time_zone", zone(airport.path("timeZone")))
                .with("origin", AeroDataBox.PROVIDER);
        return new SignalRow("airports", List.of(icao), payload.values());
    }

    private static SignalRow near(String city, Place centre, SignalRow airport) {
        var code = airport.key().get(0);
        var latitude = (Double) airport.payload().get("latitude");
        var distance = latitude == null
                ? null
                : (Double) centre.kilometresTo(
                        new Place(latitude, (Double) airport.payload().get("longitude")));
        var payload = new Payload()
                .with("city", city)
                .with("airport", code)
                .with("distance_km", Payload.rounded(distance, 3))
                .with("origin", AeroDataBox.PROVIDER);
        return new SignalRow("city_airports", List.of(city, code), payload.values());
    }

    private static String name(JsonNode airport) {
        return Fields.first(
                Fields.text(airport.path("name"), NAME),
                Fields.first(
                        Fields.text(airport.path("fullName"), NAME), Fields.text(airport.path("shortName"), NAME)));
    }

    private static Place place(JsonNode airport) {
        var latitude = Fields.number(airport.path("location").path("lat"));
        var longitude = Fields.number(airport.path("location").path("lon"));
        // Zero and zero lies in the sea: it is how unknown ones are written.
        return latitude == null || longitude == null || latitude == 0 && longitude == 0
                ? null
                : new Place(latitude, longitude);
    }

    private static String zone(JsonNode name) {
        var text = Fields.text(name, 64);
        try {
            return text == null ? null : ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
