package io.millrace.signal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many seats an aircraft usually has.
 *
 * @param seats above 0
 * @param from {@code model} where the list has the model; {@code family} where it has only what it is a kind of
 */
public record Seats(int seats, String from) {
    private static final List<Aircraft> LIST = ResourceLines.of("aircraft.csv").stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(line ->
                    new Aircraft(Pattern.compile(line[0]), line[1].isEmpty() ? 0 : Integer.parseInt(line[1]), line[2]))
            .toList();

    private record Aircraft(Pattern pattern, int seats, String kind) {}

    /**
     * Of a model as providers write it: {@code Airbus A320 NEO}, {@code Boeing 737-800}. Null where it is not known, and
     * for what brings no travellers: freighters, private and military aircraft.
     *
     * @param model may be null
     */
    public static Seats of(String model, boolean cargo) {
        if (model == null || cargo) {
            return null;
        }
        var capitals = model.toUpperCase(Locale.ROOT);
        return LIST.stream()
                .filter(aircraft -> aircraft.pattern().matcher(capitals).find())
                .findFirst()
                .filter(aircraft -> aircraft.seats() > 0)
                .map(aircraft -> new Seats(aircraft.seats(), aircraft.kind()))
                .orElse(null);
    }
}
