package io.millrace.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A length or an area as a cell states it.
 *
 * @param value metres or square kilometres; null where it cannot be told
 * @param reason why it cannot; null where it can
 */
record Measure(BigDecimal value, String reason) {
    private static final Pattern KM2 = Pattern.compile(
            "\\s?(?:km ?²|km ?2(?!\\d)|㎢|кв\\.? ?км|км ?²|км ?2|км\\^2|km\\^2|sq ?km|square kilomet|kvkm|kvadratkilom|quadratkilom|kilómetros cuadrados|chilometri quadrati|km quadrati|quilômetros quadrados|平方公里|平方千米|平方キロ|كم ?²|كم ?2|كيلومتر ?مربع|کیلومتر ?مربع|ק\"מ|קמ\"ר|ק״מ|קמ״ר|वर्ग किमी|किमी ?2|किमी²|वर्ग कि)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HECTARES =
            Pattern.compile("\\s?(?:ha(?!\\p{L})|hectare|hektar|га(?!\\p{L})|公顷|公頃)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DUNAMS = Pattern.compile("\\s?דונם");
    private static final Pattern SQ_MI =
            Pattern.compile("\\s?(?:sq\\.? ?mi|square mile|mi ?²|mi ?2(?!\\d)|миль|平方英里)", Pattern.CASE_INSENSITIVE);
    private static final Pattern METRES = Pattern.compile(
            "\\s?(?:m(?![\\p{L}²2³])|met(?:er|re|ro|ri)|mètre|mnpm|msnm|moh|m\\.ö\\.h|м(?![\\p{L}²])|метр|米|公尺|メートル|미터|م(?!\\p{L})|متر|מטר|מ'|मी|metri|metry|metrů|metrov|mét|μ)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FEET =
            Pattern.compile("\\s?(?:ft(?!\\p{L})|feet|foot|fuß|fut|фут|英尺|フィート|pieds|pies)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile(
            "\\d ?(?:m|м|ft)?\\.? ?(?:[-–—‒~〜～]|\\bto\\b|\\bbis\\b|\\bà\\b|\\btot\\b|\\bdo\\b|\\buntil\\b|至|до) ?-?\\d");
    private static final Pattern ENDS = Pattern.compile(
            "(?:^|[\\s(;,])(?:min|max|mín|máx|мин|макс|tiefster|höchster|lowest|highest)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    static Measure none(String reason) {
        return new Measure(null, reason);
    }

    /** Square kilometres; square miles, hectares and dunams are converted where nothing else is said. */
    static Measure area(String text, String label, Locale language) {
        var km2 = with(KM2, text, language, false);
        if (km2.isEmpty() && KM2.matcher(label).find()) {
            Numerals.in(text, language, false).stream().limit(1).forEach(km2::add);
        }
        if (!km2.isEmpty()) {
            var first = km2.get(0);
            return checked(first.value() == null ? byMiles(text, first, language) : first.value(), text);
        }
        for (var unit : List.of(HECTARES, DUNAMS, SQ_MI)) {
            var found = with(unit, text, language, false);
            if (!found.isEmpty() && found.get(0).value() != null) {
                var factor = unit == HECTARES ? "0.01" : unit == DUNAMS ? "0.001" : "2.589988";
                return checked(
                        found.get(0).value().multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_UP), text);
            }
        }
        return none("no unit of area with a number in \"" + shown(text) + "\"");
    }

    /** Of 1.234 km² (476 sq mi) the miles tell whether it is one or a thousand. */
    private static BigDecimal byMiles(String text, Numerals numeral, Locale language) {
        var miles = with(SQ_MI, text, language, false);
        if (miles.isEmpty() || miles.get(0).value() == null) {
            return null;
        }
        var digits = text.substring(numeral.start(), numeral.end());
        double expected = miles.get(0).value().doubleValue() * 2.589988;
        for (var written : List.of(digits.replaceAll("[.,]", ""), digits.replace(',', '.'))) {
            var value = new BigDecimal(written);
            if (Math.abs(value.doubleValue() - expected) < expected * 0.05) {
                return value;
            }
        }
        return null;
    }

    private static Measure checked(BigDecimal value, String text) {
        if (value == null) {
            return none("its marks can be decimals or thousands: \"" + shown(text) + "\"");
        }
        boolean possible = value.signum() > 0 && value.compareTo(BigDecimal.valueOf(200_000)) < 0;
        return possible ? new Measure(value, null) : none("no area of a city: " + value.toPlainString() + " km²");
    }

    /** Metres above the sea; a range or two different heights are none. No height has three decimals. */
    static Measure elevation(String text, String label, Locale language) {
        var outside = text.replaceAll("\\([^()]*\\)", " ").strip();
        if (RANGE.matcher(text).find()
                && !RANGE.matcher(outside).find()
                && METRES.matcher(outside).find()) {
            return elevation(outside, label, language);
        }
        if (RANGE.matcher(text).find() || ENDS.matcher(text).find()) {
            var all = Numerals.in(text, language, true);
            return none("a range, not one height: \"" + shown(text) + "\"" + (all.isEmpty() ? " without numbers" : ""));
        }
        var metres = with(METRES, text, language, true);
        var feet = with(FEET, text, language, true);
        boolean bareUnit = false;
        if (metres.isEmpty() && feet.isEmpty()) {
            var bare = Numerals.in(text, language, true);
            boolean said = label.matches(
                    "(?i).*(?:\\((?:m|м|metres|meters)\\b.*|m\\.? ?(?:o\\.?h|ö\\.?h|n\\.? ?p).*|m s\\.?l.*)");
            if (!said || bare.isEmpty()) {
                return none("no unit of height with a number in \"" + shown(text) + "\"");
            }
            metres = bare;
            bareUnit = true;
        }
        boolean inFeet = metres.isEmpty();
        var chosen = inFeet ? feet : metres;
        var value = signed(chosen.get(0), text);
        if (value == null) {
            return none("its marks can be decimals or thousands: \"" + shown(text) + "\"");
        }
        var unitless = Numerals.in(outside, language, true).stream()
                .filter(one -> !METRES.matcher(outside)
                                .region(one.end(), outside.length())
                                .lookingAt()
                        && !FEET.matcher(outside)
                                .region(one.end(), outside.length())
                                .lookingAt())
                .count();
        if (unitless > 0 && !bareUnit) {
            return none("a range, not one height: \"" + shown(text) + "\"");
        }
        for (var other : chosen) {
            if (other.value() == null || signed(other, text).compareTo(value) != 0) {
                return none("several heights: \"" + shown(text) + "\"");
            }
        }
        var height = inFeet ? value.multiply(new BigDecimal("0.3048")).setScale(1, RoundingMode.HALF_UP) : value;
        boolean possible =
                height.compareTo(BigDecimal.valueOf(-430)) >= 0 && height.compareTo(BigDecimal.valueOf(5200)) <= 0;
        return possible ? new Measure(height, null) : none("no height of a city: " + height.toPlainString() + " m");
    }

    /** The lines of a height beside those that say how low and high it goes; all of them where they say nothing else. */
    static String withoutExtremes(List<String> lines) {
        var rest = lines.stream().filter(line -> !ENDS.matcher(line).find()).toList();
        boolean other = rest.stream().anyMatch(line -> METRES.matcher(line).find() && line.matches(".*\\d.*"));
        return String.join(" ", other ? rest : lines).strip();
    }

    private static BigDecimal signed(Numerals numeral, String text) {
        int before = numeral.start() - 1;
        boolean minus = before >= 0
                && text.charAt(before) == '-'
                && (before == 0 || !Character.isLetterOrDigit(text.charAt(before - 1)));
        return numeral.value() == null || !minus
                ? numeral.value()
                : numeral.value().negate();
    }

    private static List<Numerals> with(Pattern unit, String text, Locale language, boolean whole) {
        var found = new ArrayList<Numerals>();
        for (var numeral : Numerals.in(text, language, whole)) {
            if (unit.matcher(text).region(numeral.end(), text.length()).lookingAt()) {
                found.add(numeral);
            }
        }
        return found;
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 57) + "…" : text;
    }
}
