package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one listed flight, with its leg ({@code departure} and {@code arrival}) or without ({@code movement}). */
final class FlightEntry {
    private static final List<String> STATUSES = List.of(
            "Unknown",
            "Expected",
            "EnRoute",
            "CheckIn",
            "Boarding",
            "GateClosed",
            "Departed",
            "Delayed",
            "Approaching",
            "Arrived",
            "Canceled",
            "Diverted",
            "CanceledUncertain");
    private static final Set<String> NOT_COMING = Set.of("Canceled", "CanceledUncertain", "Diverted");
    private static final List<String> CODESHARES = List.of("Unknown", "IsOperator", "IsCodeshared");
    private static final Pattern AIRLINE_IATA = Pattern.compile("[A-Z0-9]{2}");
    private static final Pattern AIRLINE_ICAO = Pattern.compile("[A-Z]{3}");
    private static final Pattern AIRPORT_IATA = Pattern.compile("[A-Z]{3}");
    private static final Pattern AIRPORT_ICAO = Pattern.compile("[A-Z][A-Z0-9]{3}");
    private static final Pattern REGISTRATION = Pattern.compile("[A-Z0-9-]{2,16}");
    private static final Pattern MODE_S = Pattern.compile("[0-9A-F]{6}");
    private static final int NAME = 200;

    private FlightEntry() {}

    /** Why it cannot be read; null where it can. */
    static String fault(JsonNode entry) {
        var number = Fields.text(entry.path("number"), NAME);
        if (number == null) {
            return "without a number";
        }
        if (number.length() > FlightNumber.LONGEST) {
            return "number " + Masked.text(number) + " is longer than " + FlightNumber.LONGEST + " characters";
        }
        if (!entry.path("isCargo").isBoolean()) {
            return number + " without isCargo: whether it brings people cannot be told";
        }
        return CODESHARES.contains(String.valueOf(word(entry.path("codeshareStatus"), CODESHARES)))
                ? null
                : number + " with codeshareStatus "
                        + Masked.text(entry.path("codeshareStatus").toString()) + ": one of " + CODESHARES
                        + " was expected";
    }

    static SignalRow row(JsonNode entry, String airport, ArrivalWindow window) {
        var hasLeg = entry.path("arrival").isObject();
        var movement = entry.path(hasLeg ? "arrival" : "movement");
        var origin = entry.path(hasLeg ? "departure" : "movement").path("airport");
        var zone = window.zone();
        var scheduled = FlightTime.of(movement, "scheduledTime", zone);
        var revised = FlightTime.first(
                FlightTime.of(movement, "revisedTime", zone),
                // What it was called before.
                FlightTime.of(movement, "actualTime", zone),
                FlightTime.of(movement, "predictedTime", zone));
        var runway = FlightTime.of(movement, "runwayTime", zone);
        var arrives = FlightTime.first(runway, revised, scheduled);

        var number = Fields.text(entry.path("number"), FlightNumber.LONGEST);
        var when = scheduled == null
                ? window.fromLocal().toLocalDate() + "?"
                // No seconds: 2026-11-22T10:05Z
                : scheduled.utc().truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16) + "Z";
        var flight = FlightNumber.canonical(number) + "@" + when;
        var status = Fields.first(word(entry.path("status"), STATUSES), "Unknown");
        var airline = entry.path("airline");
        var airlineIata = Fields.code(airline.path("iata"), AIRLINE_IATA);
        var airlineIcao = Fields.code(airline.path("icao"), AIRLINE_ICAO);
        var cargo = entry.path("isCargo").asBoolean();
        var model = Fields.text(entry.path("aircraft").path("model"), 100);
        var seats = Seats.of(model, cargo);

        var payload = new Payload()
                .with("airport", airport)
                .with("flight", flight)
                .with("provider", AeroDataBox.PROVIDER)
                .with("number", number)
                .with("airline", Fields.text(airline.path("name"), NAME))
                .with("airline_iata", airlineIata)
                .with("airline_icao", airlineIcao)
                .with("origin", Fields.text(origin.path("name"), NAME))
                .with("origin_iata", Fields.code(origin.path("iata"), AIRPORT_IATA))
                .with("origin_icao", Fields.code(origin.path("icao"), AIRPORT_ICAO))
                .with("origin_country", Fields.country(origin.path("countryCode")))
                .with("scheduled_at", FlightTime.utc(scheduled))
                .with("revised_at", FlightTime.utc(revised))
                .with("actual_at", FlightTime.utc(runway))
                .with("scheduled_local", FlightTime.local(scheduled))
                .with("revised_local", FlightTime.local(revised))
                .with("actual_local", FlightTime.local(runway))
                .with("arrives_at", NOT_COMING.contains(status) ? null : FlightTime.utc(arrives))
                .with("terminal", Fields.text(movement.path("terminal"), 32))
                .with("status", status)
                .with("aircraft", model)
                .with("aircraft_reg", Fields.code(entry.path("aircraft").path("reg"), REGISTRATION))
                .with("aircraft_mode_s", Fields.code(entry.path("aircraft").path("modeS"), MODE_S))
                .with("codeshare", word(entry.path("codeshareStatus"), CODESHARES))
                .with("cargo", cargo)
                .with("low_cost", LowCost.of(airlineIata, airlineIcao));
        if (seats != null) {
            payload.with("seats", seats.seats()).with("seats_from", seats.from());
        }
        return new SignalRow("flights", List.of(airport, flight), payload.values());
    }

    /** A word of an enumeration, which some answers give as its number. */
    private static String word(JsonNode value, List<String> words) {
        if (value.isInt()) {
            return value.intValue() >= 0 && value.intValue() < words.size() ? words.get(value.intValue()) : null;
        }
        return Fields.text(value, 32);
    }
}
