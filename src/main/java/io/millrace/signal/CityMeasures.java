package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.InfoboxRows.Row;
import java.util.List;
import java.util.Locale;

/** Height and area in the rows of a city's infobox, with the reason where there is none. */
record CityMeasures(List<Row> rows, CityLabels labels, Locale language) {
    /** Its height above the sea in metres, not that of its highest or lowest place. */
    Measure elevation() {
        Measure measure = null;
        for (var row : rows) {
            boolean own = labels.is(row.label(), Meaning.elevation);
            boolean below = row.listed() && labels.is(row.section(), Meaning.elevation);
            boolean other = labels.mentions(row.label(), Meaning.extreme) || labels.mentions(row.label(), Meaning.skip);
            if (other && below && measure == null) {
                measure = Measure.none("only its extremes are stated");
            }
            if (!other && (own || below && isMean(row.label()))) {
                var read = Measure.elevation(Measure.withoutExtremes(row.lines()), row.label(), language);
                if (read.value() != null) {
                    return read;
                }
                measure = read;
            }
        }
        return measure == null ? Measure.none("no row states it") : measure;
    }

    private boolean isMean(String label) {
        return labels.mentions(label, Meaning.mean) || labels.mentions(label, Meaning.city);
    }

    /** Its area in square kilometres, not that of a part or of its surroundings. */
    Measure area() {
        Measure measure = null;
        String section = null;
        for (var row : rows) {
            boolean first = row.listed() && !row.section().equals(section);
            section = row.listed() ? row.section() : section;
            boolean own = labels.is(row.label(), Meaning.area) && !labels.mentions(row.label(), Meaning.skip);
            boolean below = labels.is(row.section(), Meaning.area)
                    && (row.listed() || labels.kind(row.label()).isPresent());
            boolean other = labels.mentions(row.label(), Meaning.part)
                    || labels.mentions(row.label(), Meaning.skip)
                    || labels.kind(row.label())
                            .filter(kind -> kind != Meaning.city)
                            .isPresent();
            if (own || below && !other && (first || labels.kind(row.label()).isPresent())) {
                var line = row.lines().stream()
                        .filter(one -> !one.isEmpty())
                        .findFirst()
                        .orElse("");
                var text = line.matches(".*\\d.*") ? line : row.value();
                var read = Measure.area(text, row.label() + " " + row.section(), language);
                if (read.value() != null) {
                    return read;
                }
                measure = measure == null ? read : measure;
            }
        }
        return measure == null ? Measure.none("no row states it") : measure;
    }
}
