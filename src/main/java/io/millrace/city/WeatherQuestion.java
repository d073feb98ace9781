package io.millrace.city;

import io.millrace.signal.CityCalendar;
import io.millrace.signal.OpenMeteo;
import io.millrace.signal.OpenWeatherMap;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.SignalRow;
import io.millrace.source.City;
import io.millrace.source.Provider;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The forecast for a city; with it comes what needs no answer: the calendar of its days, and a city without a page. */
record WeatherQuestion(City city, Whereabouts place, Provider provider, int calendarDays) implements Question {
    /** What was is looked at too. */
    private static final Duration BEFORE = Duration.ofDays(2);

    @Override
    public String id() {
        return "weather " + city.name() + " " + provider.name();
    }

    @Override
    public String address() {
        return isOpenMeteo()
                ? OpenMeteo.forecast(provider.at(), place.latitude(), place.longitude())
                : OpenWeatherMap.forecast(provider.at(), place.latitude(), place.longitude());
    }

    @Override
    public Found read(Answered answered) {
        var reading = isOpenMeteo()
                ? OpenMeteo.read(answered.body(), answered.status(), city.name())
                : OpenWeatherMap.read(answered.body(), answered.status(), city.name());
        if (reading.outcome() != Outcome.READ) {
            return new Found(reading);
        }
        var rows = new ArrayList<>(reading.rows());
        if (city.page() == null) {
            rows.add(place.row(city));
        }
        rows.addAll(calendar(answered));
        return new Found(new SignalReading(Outcome.READ, rows, reading.unreadable(), reading.reason()));
    }

    private List<SignalRow> calendar(Answered answered) {
        if (place.zone() == null) {
            return List.of();
        }
        var today = answered.at().truncatedTo(ChronoUnit.DAYS);
        return CityCalendar.hours(
                city.name(),
                place.zone(),
                place.country(),
                place.region(),
                today.minus(BEFORE),
                today.plus(Duration.ofDays(calendarDays)));
    }

    private boolean isOpenMeteo() {
        return provider.name().equals(OpenMeteo.PROVIDER);
    }
}
