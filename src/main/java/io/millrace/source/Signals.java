package io.millrace.source;

import java.util.List;

/**
 * The cities of a source, and who is asked about them.
 *
 * @param cities each name once
 * @param pages the encyclopedia's API; null where it is not asked
 * @param wikidata null where it is not asked
 * @param weather in order of preference; may be empty
 * @param relief null where it is not asked
 * @param flights null where it is not asked
 * @param nearby which airports bring people to a city
 * @param grid of the relief
 * @param calendarDays how many days ahead the calendar goes
 */
public record Signals(
        List<City> cities,
        Provider pages,
        Provider wikidata,
        List<Provider> weather,
        Provider relief,
        Provider flights,
        Nearby nearby,
        Grid grid,
        int calendarDays) {
    /** Airports near a city: how far at most, and how many. */
    public record Nearby(int withinKm, int most) {}

    /** A square of cells around the centre: so many steps to each side, and the metres of one. */
    public record Grid(int steps, int spacing) {}

    public Signals {
        cities = List.copyOf(cities);
        weather = List.copyOf(weather);
    }

    /** The same about one of the cities. */
    public Signals about(City city) {
        return new Signals(List.of(city), pages, wikidata, weather, relief, flights, nearby, grid, calendarDays);
    }
}
