package io.millrace.signal;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which airlines are low-cost carriers. */
public final class LowCost {
    private static final Set<String> IATA = codes(0);
    private static final Set<String> ICAO = codes(1);

    private LowCost() {}

    /**
     * Whether the airline of these codes is one; null where it has none.
     *
     * @param icao decides where both are given: codes of IATA are given to several airlines
     */
    public static Boolean of(String iata, String icao) {
        return icao != null ? (Boolean) ICAO.contains(icao) : iata != null ? (Boolean) IATA.contains(iata) : null;
    }

    private static Set<String> codes(int column) {
        return ResourceLines.of("low-cost-carriers.csv").stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(line -> line[column])
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toUnmodifiableSet());
    }
}
