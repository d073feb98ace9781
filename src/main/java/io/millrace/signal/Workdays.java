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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * On which days most people of a country, or of one of its regions, work. Not for several threads at once.
 *
 * <p>Feasts of the Islamic year are those of its computed calendar. Where the moon is looked for they can be a day off, and
 * Eid is a holiday for longer in some years: so whether one works on the days around is not known.
 */
final class Workdays {
    /**
     * Of these the library lacks feasts of the Chinese, Hindu, Buddhist or Jewish calendar, and of Japan what has changed
     * since 2018: it would take holidays for workdays.
     */
    private static final Set<String> INCOMPLETE =
            Set.of("BD", "GY", "HK", "IN", "JP", "MU", "MV", "SG", "SR", "TT", "VN");

    private static final String ISLAMIC = "islamic.";
    private static final String EID = ISLAMIC + "ID_";
    private static final int EID_DAYS = 4;
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
        if (INCOMPLETE.contains(code)
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
        return Stream.concat(
                        parts().flatMap(path -> days(year, path)).map(Holiday::getDate),
                        days(year, region).flatMap(Workdays::around))
                .collect(Collectors.toSet());
    }

    private static Stream<LocalDate> around(Holiday holiday) {
        var key = holiday.getPropertiesKey();
        var days = key.startsWith(EID) ? EID_DAYS : key.startsWith(ISLAMIC) ? 2 : 0;
        return IntStream.range(0, days)
                .boxed()
                .flatMap(day -> Stream.of(
                        holiday.getDate().minusDays(1), holiday.getDate().plusDays(day)));
    }

    /** With those of the years beside it: a holiday that falls on a weekend is observed on another day. */
    private Stream<Holiday> days(int year, String[] path) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .boxed()
                .flatMap(each -> holidays.getHolidays(Year.of(each), HolidayType.PUBLIC_HOLIDAY, path).stream()
                        .sorted());
    }

    /** The parts right below: of a country whose every town has a feast of its own, hardly a day would be known. */
    private Stream<String[]> parts() {
        return within.getChildren().keySet().stream()
                .map(part -> Stream.concat(Stream.of(region), Stream.of(part)).toArray(String[]::new));
    }

    private static String name(Holiday holiday) {
        // English has no file of its own: asked for, it would be answered in the machine's language.
        var name = holiday.getDescription(Locale.ROOT);
        return name.length() <= NAME ? name : name.substring(0, NAME);
    }
}
