package io.millrace.signal;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On which days most people of a country, or of one of its regions, work. Not for several threads at once.
 *
 * <p>Feasts of the Islamic year are those of its computed calendar: where the moon is looked for, they can be a day off.
 */
final class Workdays {
    /** Japan's are those of before 2019 in the library, and those of the equinoxes are missing. */
    private static final Set<String> OUT_OF_DATE = Set.of("JP");

    private static final int NAME = 200;

    private final String country;
    /** Null where the country's are not known. */
    private final HolidayManager holidays;
    /** The region as the library asks for it; empty for the whole country. */
    private final String[] region;

    private final CalendarHierarchy within;
    private final Map<Integer, Map<LocalDate, String>> certain = new HashMap<>();
    private final Map<Integer, Set<LocalDate>> possible = new HashMap<>();

    /**
     * A day.
     *
     * @param workday null where it is not known
     * @param holiday name of the public holiday in English; null where it is none, or none is known
     */
    record Day(Boolean workday, String holiday) {}

    private Workdays(String country, HolidayManager holidays, String[] region, CalendarHierarchy within) {
        this.country = country;
        this.holidays = holidays;
        this.region = region;
        this.within = within;
    }

    /** Of an ISO 3166-1 alpha-2 code and one of ISO 3166-2, which may both be null or unknown. */
    static Workdays of(String country, String region) {
        var code = country == null ? "" : country.toUpperCase(Locale.ROOT);
        if (OUT_OF_DATE.contains(code)
                || !HolidayManager.getSupportedCalendarCodes().contains(code)) {
            return new Workdays(code, null, new String[0], null);
        }
        var manager = HolidayManager.getInstance(ManagerParameters.create(code.toLowerCase(Locale.ROOT)));
        var whole = manager.getCalendarHierarchy();
        if (region != null && region.toUpperCase(Locale.ROOT).startsWith(code + "-")) {
            var part = region.substring(code.length() + 1);
            for (var child : whole.getChildren().entrySet()) {
                if (child.getKey().equalsIgnoreCase(part)) {
                    return new Workdays(code, manager, new String[] {child.getKey()}, child.getValue());
                }
            }
        }
        return new Workdays(code, manager, new String[0], whole);
    }

    Day day(LocalDate date) {
        if (holidays == null) {
            return new Day(null, null);
        }
        var holiday = certain.computeIfAbsent(date.getYear(), this::certain).get(date);
        if (holiday != null) {
            return new Day(false, holiday);
        }
        if (Weekend.of(country).contains(date.getDayOfWeek())) {
            return new Day(false, null);
        }
        // A holiday of some part of the region, which the city may be in or not.
        return new Day(possible.computeIfAbsent(date.getYear(), this::possible).contains(date) ? null : true, null);
    }

    private Map<LocalDate, String> certain(int year) {
        return days(year, region).collect(Collectors.toMap(Holiday::getDate, Workdays::name, (one, other) -> one));
    }

    private Set<LocalDate> possible(int year) {
        return paths(within, region)
                .flatMap(path -> days(year, path))
                .map(Holiday::getDate)
                .collect(Collectors.toSet());
    }

    private Stream<Holiday> days(int year, String[] path) {
        return holidays.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, path).stream()
                .sorted();
    }

    /** To every part below, however deep. */
    private static Stream<String[]> paths(CalendarHierarchy part, String[] path) {
        return part.getChildren().entrySet().stream().flatMap(child -> {
            var longer =
                    Stream.concat(Stream.of(path), Stream.of(child.getKey())).toArray(String[]::new);
            return Stream.concat(Stream.<String[]>of(longer), paths(child.getValue(), longer));
        });
    }

    private static String name(Holiday holiday) {
        // English has no file of its own: asked for, it would be answered in the machine's language.
        var name = holiday.getDescription(Locale.ROOT);
        return name.length() <= NAME ? name : name.substring(0, NAME);
    }
}
