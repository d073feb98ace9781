package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.signal.SignalReading.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads what AeroDataBox lists of a window, and writes down that the window was answered. */
final class ArrivalList {
    private ArrivalList() {}

    static SignalReading read(JsonNode answer, String airport, ArrivalWindow window) {
        var arrivals = answer.path("arrivals");
        if (arrivals.isNull() || arrivals.isMissingNode() && answer.isObject() && answer.isEmpty()) {
            return none(airport, window, AeroDataBox.PROVIDER + " lists no arrivals");
        }
        if (!arrivals.isArray()) {
            return Answer.without(answer, "arrivals", AeroDataBox.PROVIDER);
        }
        if (arrivals.isEmpty()) {
            return none(airport, window, AeroDataBox.PROVIDER + " lists no arrivals");
        }
        var flights = new LinkedHashMap<String, SignalRow>();
        var notes = new ArrayList<String>();
        var unreadable = 0;
        var again = 0;
        for (var i = 0; i < arrivals.size(); i++) {
            var place = "arrivals[" + i + "]: ";
            var entry = arrivals.get(i);
            var fault = FlightEntry.fault(entry);
            if (fault != null) {
                notes.add(place + fault);
                unreadable++;
                continue;
            }
            var flight = FlightEntry.row(entry, airport, window);
            var id = flight.key().get(1);
            var before = flights.get(id);
            if (before != null) {
                notes.add(place + id + " is listed before: the one that says more is kept");
                again++;
            }
            if (before == null || flight.payload().size() > before.payload().size()) {
                flights.put(id, flight);
            }
        }
        if (unreadable > 0 && flights.isEmpty()) {
            return new SignalReading(
                    Outcome.REFUSED,
                    List.of(),
                    notes,
                    AeroDataBox.PROVIDER + ": none of " + unreadable + " entries can be read, the first: "
                            + notes.get(0));
        }
        var rows = new ArrayList<>(flights.values());
        rows.add(window(airport, window, flights.size(), unreadable));
        var reason = unreadable + again == 0
                ? ""
                : AeroDataBox.PROVIDER + ": of " + arrivals.size() + " entries " + unreadable + " cannot be read, and "
                        + again + " are listed twice";
        return new SignalReading(Outcome.READ, rows, notes, reason);
    }

    static SignalReading none(String airport, ArrivalWindow window, String reason) {
        return new SignalReading(Outcome.EMPTY, List.of(window(airport, window, 0, 0)), List.of(), reason);
    }

    private static SignalRow window(String airport, ArrivalWindow window, int listed, int unreadable) {
        var payload = new Payload()
                .with("airport", airport)
                .with("from_at", window.fromUtc())
                .with("to_at", window.toUtc())
                .with("provider", AeroDataBox.PROVIDER)
                .with("listed", listed)
                .with("unreadable", unreadable);
        return new SignalRow("flight_windows", List.of(airport, window.fromUtc().toString()), payload.values());
    }
}
