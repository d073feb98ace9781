package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.InfoboxRows.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The country of a city: what its row says, and what its coordinates say.
 *
 * @param code ISO 3166-1 alpha-2; null where it is unsaid or in doubt
 * @param reason why it is null
 */
record CityCountry(String code, String reason) {
    static CityCountry of(List<Row> rows, CityLabels labels, Locale language, GeoPoint point, String title) {
        var byPoint =
                point == null ? null : Countries.ofRegionCode(point.region()).orElse(null);
        var said = new LinkedHashSet<String>();
        String unread = null;
        for (var row : rows) {
            if (labels.is(row.label(), Meaning.country)) {
                var codes = codes(row, language);
                said.addAll(codes);
                unread = codes.isEmpty() ? row.value() : unread;
            }
        }
        if (said.isEmpty() && language.getLanguage().equals("de")) {
            rows.stream()
                    .filter(row -> labels.is(row.label(), Meaning.region))
                    .flatMap(row -> Countries.ofKnownRegion(row.value()).stream())
                    .findFirst()
                    .ifPresent(said::add);
        }
        if (said.isEmpty() && byPoint == null && title != null) {
            Countries.of(title, language).filter(Countries::isCity).ifPresent(said::add);
        }
        return decide(said, byPoint, unread);
    }

    private static CityCountry decide(Set<String> said, String byPoint, String unread) {
        if (said.size() > 1
                && said.stream()
                        .anyMatch(one -> said.stream()
                                .allMatch(other -> one.equals(other) || Countries.isTerritory(one, other)))) {
            return new CityCountry(
                    said.stream()
                            .filter(one -> said.stream().anyMatch(other -> Countries.isTerritory(one, other)))
                            .findFirst()
                            .orElseThrow(),
                    null);
        }
        if (said.size() > 1) {
            return none("several are named: " + said.stream().sorted().collect(Collectors.joining(", ")));
        }
        if (said.isEmpty()) {
            return byPoint != null
                    ? new CityCountry(byPoint, null)
                    : none(
                            unread == null
                                    ? "no row names it"
                                    : "no country is called \"" + Measure.shown(unread) + "\"");
        }
        var code = said.iterator().next();
        if (byPoint == null || byPoint.equals(code) || Countries.isTerritory(code, byPoint)) {
            return new CityCountry(code, null);
        }
        return Countries.isTerritory(byPoint, code)
                ? new CityCountry(byPoint, null)
                : none("its row says " + code + ", its coordinates " + byPoint);
    }

    private static CityCountry none(String reason) {
        return new CityCountry(null, reason);
    }

    /** The countries of a value: the whole, else its lines, else its links. */
    private static Set<String> codes(Row row, Locale language) {
        var codes = new LinkedHashSet<String>();
        Countries.of(row.value(), language).ifPresent(codes::add);
        if (codes.isEmpty()) {
            Countries.of(row.value().replaceAll("\\([^()]*\\)", ""), language).ifPresent(codes::add);
        }
        if (codes.isEmpty()) {
            row.lines().stream()
                    .flatMap(line -> List.of(line.split("[,;/(]")).stream())
                    .flatMap(part -> Countries.of(part.replace(")", ""), language).stream())
                    .forEach(codes::add);
        }
        for (var link : row.cell().select("a")) {
            if (!link.text().isBlank() && link.closest(".reference, .flagicon") == null) {
                Countries.of(link.text(), language).ifPresent(codes::add);
            }
        }
        if (codes.isEmpty()) {
            row.cell().select("a[title], img[alt]").stream()
                    .map(link -> link.hasAttr("title") ? link.attr("title") : link.attr("alt"))
                    .flatMap(title -> Countries.of(title, language).stream())
                    .limit(1)
                    .forEach(codes::add);
        }
        return codes;
    }
}
