package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.InfoboxRows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How many people the rows of an infobox tell of: by kind and date, never densities, ranks or households. */
final class Populations {
    private static final long MOST = 45_000_000;
    private static final Pattern NOT_PEOPLE = Pattern.compile(
            "^[^(;,\\d]{0,20}?(?:k ?m ?[²2]|km²|км|sq\\.? ?mi|平方|كم|ק\"מ|קמ\"ר|%|‰|/ ?(?:km|mi|ha|км|qkm)|household|haushalt|famil|hushåll|ménages|hogares)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ORDINAL = Pattern.compile(
            "^(?:st|nd|rd|th|º|ª|°|\\.º|\\.ª|er|ère|e|ème|-[а-яі]{1,2}|位|위|\\. (?:Rang|Platz|miejsce|místo|plass|sija))(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RANK_BEFORE = Pattern.compile(
            "(?:#|№|n\\.?º|\\bnr\\.?|\\brank:?|第|puesto|posição:?|rang:?) ?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE_BEHIND = Pattern.compile("^ ?(?:[-–—~〜]|to|bis|à|a|do) ?\\d");

    private final CityLabels labels;
    private final Locale language;
    private final List<Found> found = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean stated;

    /** A number, and whether its label names its kind or it is merely the first of its section. */
    private record Found(StatedPopulation population, boolean named) {}

    private Populations(CityLabels labels, Locale language) {
        this.labels = labels;
        this.language = language;
    }

    /**
     * What the rows tell.
     *
     * @param all the newest of each kind first, one of each kind and date
     * @param stated whether there is a row of people at all
     * @param doubt why a row gave none; null if none was in doubt
     */
    record Reading(List<StatedPopulation> all, boolean stated, String doubt) {}

    static Reading of(List<Row> rows, CityLabels labels, Locale language) {
        var reader = new Populations(labels, language);
        String section = null;
        for (var row : rows) {
            boolean first = row.listed() && !row.section().equals(section);
            if (row.listed()) {
                section = row.section();
            }
            reader.read(row, first || !row.listed());
        }
        return reader.reading();
    }

    private Reading reading() {
        boolean named = found.stream()
                .anyMatch(one -> one.named() && one.population().kind().equals("city"));
        var unique = new LinkedHashMap<String, StatedPopulation>();
        found.stream()
                .filter(one -> one.named() || !named)
                .map(Found::population)
                .sorted(Comparator.comparing((StatedPopulation one) -> one.kind())
                        .thenComparing(
                                one -> one.asOf().equals(StatedDate.UNDATED) ? "" : one.asOf(),
                                Comparator.reverseOrder()))
                .forEach(one -> unique.putIfAbsent(one.kind() + one.asOf(), one));
        return new Reading(List.copyOf(unique.values()), stated, doubts.isEmpty() ? null : String.join("; ", doubts));
    }

    private void read(Row row, boolean first) {
        var label = row.label();
        if (labels.mentions(label, Meaning.skip)) {
            return;
        }
        boolean own = labels.is(label, Meaning.population);
        boolean below = !own && isPeople(row.section());
        if (!own && !below) {
            return;
        }
        stated = true;
        var kind = labels.kind(label);
        if (below && kind.isEmpty() && !(row.listed() && first) && !isDate(label)) {
            return;
        }
        // A row that stands beside the heading's rows, not below it, has to say that it counts people.
        if (below && !row.listed() && kind.isEmpty()) {
            return;
        }
        if (kind.isEmpty()) {
            kind = labels.kind(row.section()).filter(any -> isPeople(row.section()));
        }
        boolean named = own || kind.isPresent();
        var date = StatedDate.first(label, language)
                .or(() -> isPeople(row.section())
                        ? StatedDate.first(row.section(), language)
                        : java.util.Optional.empty())
                .map(StatedDate::text)
                .orElse(StatedDate.UNDATED);
        readLines(row.lines(), kind.orElse(Meaning.city).name(), date, named);
    }

    private boolean isPeople(String section) {
        return labels.is(section, Meaning.population) && !labels.mentions(section, Meaning.skip);
    }

    private boolean isDate(String label) {
        var date = StatedDate.first(label, language);
        return date.isPresent()
                && label.replaceAll("[^\\p{L}]", "").length()
                        <= date.get().end() - date.get().start();
    }

    private void readLines(List<String> all, String kind, String date, boolean named) {
        var lines = all.stream().filter(line -> !line.isEmpty()).toList();
        boolean any = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var own = labels.kind(line.replaceAll("\\d", " "));
            if (any && own.isEmpty() || labels.mentions(line.split("[\\d(]", 2)[0], Meaning.skip)) {
                continue;
            }
            var numeral = number(line);
            if (numeral == null) {
                continue;
            }
            any = true;
            var stated = date(line, numeral);
            if (stated == null
                    && i + 1 < lines.size()
                    && numeralsOf(lines.get(i + 1)).isEmpty()) {
                stated = StatedDate.first(lines.get(i + 1), language)
                        .map(StatedDate::text)
                        .orElse(null);
            }
            add(own.map(Meaning::name).orElse(kind), numeral, line, stated == null ? date : stated, named);
        }
        if (!any) {
            doubts.add("no number of people in \"" + Measure.shown(String.join(" ", lines)) + "\"");
        }
    }

    private void add(String kind, Numerals numeral, String line, String date, boolean named) {
        var value = numeral.value();
        if (value == null || value.stripTrailingZeros().scale() > 0) {
            doubts.add("\"" + Measure.shown(line) + "\" is no whole number of people");
        } else if (value.longValue() < 1 || value.longValue() > MOST) {
            doubts.add(value.toPlainString() + " is no number of a city's people");
        } else if (RANGE_BEHIND.matcher(line.substring(numeral.end())).find()) {
            doubts.add("a range: \"" + Measure.shown(line) + "\"");
        } else {
            found.add(new Found(new StatedPopulation(kind, value.longValue(), date), named));
        }
    }

    /** The first number of a line that counts people; dates are none. */
    private Numerals number(String line) {
        for (var numeral : numeralsOf(line)) {
            var behind = line.substring(numeral.end());
            if (!NOT_PEOPLE.matcher(behind).find()
                    && !ORDINAL.matcher(behind).find()
                    && !RANK_BEFORE.matcher(line.substring(0, numeral.start())).find()) {
                return numeral;
            }
            if (NOT_PEOPLE.matcher(behind).find()) {
                return null;
            }
        }
        return null;
    }

    private List<Numerals> numeralsOf(String line) {
        return Numerals.in(withoutDates(line), language, true);
    }

    private String withoutDates(String line) {
        var text = new StringBuilder(line);
        for (var date = StatedDate.precise(line, language); date.isPresent(); ) {
            blank(text, date.get().start(), date.get().end());
            date = StatedDate.precise(text.toString(), language);
        }
        // A year can be a number of people too, unless parentheses or words keep it apart.
        int from = 0;
        for (var year = StatedDate.year(text.toString(), 0);
                year.isPresent();
                year = StatedDate.year(text.toString(), from)) {
            var before = text.substring(0, year.get().start()).strip();
            var behind = text.substring(year.get().end()).strip();
            boolean aside = before.lastIndexOf('(') > before.lastIndexOf(')')
                    || behind.startsWith(":")
                    || behind.startsWith(")")
                    || before.matches(".*\\d.*");
            if (aside) {
                blank(text, year.get().start(), year.get().end());
            }
            from = year.get().end();
        }
        return text.toString();
    }

    private static void blank(StringBuilder text, int start, int end) {
        text.replace(start, end, "\u00b7".repeat(end - start));
    }

    /** The date of a number: the first behind it, else the one before it. */
    private String date(String line, Numerals numeral) {
        var behind = StatedDate.first(line.substring(numeral.end()), language);
        if (behind.isPresent()) {
            return behind.get().text();
        }
        return StatedDate.first(line.substring(0, numeral.start()), language)
                .map(StatedDate::text)
                .orElse(null);
    }
}
