package io.millrace.city;

import io.millrace.signal.OpenMeteo;
import io.millrace.signal.Relief;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.source.City;
import io.millrace.source.Provider;
import io.millrace.source.Signals;
import java.util.List;

/** How high the ground is around a city's centre. */
record ReliefQuestion(City city, Whereabouts place, Provider provider, Signals.Grid grid) implements Question {
    @Override
    public String id() {
        return "relief " + city.name();
    }

    @Override
    public String address() {
        // A grid is declared no larger than one request takes.
        return OpenMeteo.elevation(
                        provider.at(), cells().stream().map(Relief.Cell::place).toList())
                .get(0);
    }

    @Override
    public Found read(Answered answered) {
        var cells = cells();
        var heights = OpenMeteo.readElevation(answered.body(), answered.status(), cells.size());
        return new Found(
                heights.outcome() == Outcome.READ
                        ? SignalReading.of(
                                Relief.rows(city.name(), cells, heights.value(), grid.spacing(), provider.name()))
                        : SignalReading.without(heights.outcome(), heights.reason()));
    }

    private List<Relief.Cell> cells() {
        return Relief.grid(place.latitude(), place.longitude(), grid.spacing(), grid.steps());
    }
}
