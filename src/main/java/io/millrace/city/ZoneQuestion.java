package io.millrace.city;

import io.millrace.signal.OpenMeteo;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.SignalRow;
import io.millrace.source.City;
import io.millrace.source.Provider;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which clock a city goes by.
 *
 * @param rows of {@code cities}, by a time zone
 */
record ZoneQuestion(City city, Whereabouts place, Provider provider, Function<ZoneId, List<SignalRow>> rows)
        implements Question {
    @Override
    public String id() {
        return "time-zone " + city.name();
    }

    @Override
    public String address() {
        return OpenMeteo.zone(provider.at(), place.latitude(), place.longitude());
    }

    @Override
    public Found read(Answered answered) {
        var zone = OpenMeteo.readZone(answered.body(), answered.status());
        return zone.outcome() == Outcome.READ
                ? new Found(
                        SignalReading.of(rows.apply(zone.value())),
                        Map.of(Whereabouts.ZONE, zone.value().getId()))
                : new Found(SignalReading.without(zone.outcome(), zone.reason()));
    }
}
