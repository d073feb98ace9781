package io.millrace.signal;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;

/** The days of the week on which offices are closed, by country. */
final class Weekend {
    private static final Set<DayOfWeek> USUAL = EnumSet.of(SATURDAY, SUNDAY);
    private static final Set<DayOfWeek> FRIDAY_SATURDAY = EnumSet.of(FRIDAY, SATURDAY);
    private static final Set<DayOfWeek> THURSDAY_FRIDAY = EnumSet.of(THURSDAY, FRIDAY);
    private static final Set<DayOfWeek> FRIDAY_ALONE = EnumSet.of(FRIDAY);
    private static final Set<DayOfWeek> SATURDAY_ALONE = EnumSet.of(SATURDAY);
    private static final Set<DayOfWeek> FRIDAY_SUNDAY = EnumSet.of(FRIDAY, SUNDAY);

    private Weekend() {}

    /** Of an ISO 3166-1 alpha-2 code in capitals. */
    static Set<DayOfWeek> of(String country) {
        return switch (country) {
            case "BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE" ->
                FRIDAY_SATURDAY;
            case "AF", "IR" -> THURSDAY_FRIDAY;
            case "DJ", "SO" -> FRIDAY_ALONE;
            case "NP" -> SATURDAY_ALONE;
            case "BN" -> FRIDAY_SUNDAY;
            default -> USUAL;
        };
    }
}
