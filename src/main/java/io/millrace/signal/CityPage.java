package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.CityReading.Status;
import io.millrace.signal.InfoboxRows.Row;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the page of a city in an encyclopedia: its infobox, its coordinates, and which page it is. */
public final class CityPage {
    private static final double SAME_PLACE_KM = 100;
    private static final double MOST_PER_KM2 = 60_000;
    private static final Pattern ZONE = Pattern.compile(
            "\\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]+(?:/[A-Za-z_]+)?");

    private final WikiPage page;
    private final CityLabels labels;
    private final Locale language;
    private final List<Row> rows;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    private CityPage(WikiPage page, CityLabels labels, Locale language, List<Row> rows) {
        this.page = page;
        this.labels = labels;
        this.language = language;
        this.rows = rows;
    }

    /**
     * What a page tells of a city; never null and never throws for what is in it.
     *
     * @param body HTML or JSON of the MediaWiki API, gzip'd or not
     * @param contentType as the server says it, or null
     * @param url address of the page, or null
     */
    public static CityReading read(byte[] body, String contentType, String url) {
        var page = WikiPage.of(body, contentType, url);
        if (page.fault() != null) {
            return CityReading.none(page.status(), page.fault(), page);
        }
        if (CityRefusal.isDisambiguation(page)) {
            return CityReading.none(Status.refused, "a disambiguation page: name one of the pages that it lists", page);
        }
        var language = language(page.language());
        var labels = CityLabels.of(language).orElse(null);
        var box = Infobox.of(page.document(), labels).orElse(null);
        if (box == null) {
            return CityReading.none(Status.refused, "no infobox: nothing here says that it is a city", page);
        }
        if (labels == null) {
            return CityReading.none(
                    Status.refused, "the words of infoboxes in \"" + page.language() + "\" are not known", page);
        }
        return new CityPage(page, labels, language, box.rows()).read(box);
    }

    /** Norwegian pages say "no", of which Java knows neither months nor countries. */
    private static Locale language(String tag) {
        return Locale.forLanguageTag(tag == null || tag.equals("simple") ? "en" : tag.equals("no") ? "nb" : tag);
    }

    private CityReading read(Infobox box) {
        var point = point(box);
        var people = Populations.of(rows, labels, language);
        var refusal = CityRefusal.of(page, box, labels, point, people.stated());
        if (refusal.isPresent()) {
            return CityReading.none(Status.refused, refusal.get(), page);
        }
        var country = CityCountry.of(rows, labels, language, point, page.title());
        keep("country", country.reason());
        var region = region(point, country.code());
        var zone = zone();
        var measures = new CityMeasures(rows, labels, language);
        var elevation = measured("elevation_m", measures.elevation());
        var area = measured("area_km2", measures.area());
        var populations = plausible(people, point);
        var city = populations.stream().filter(one -> one.kind().equals("city")).findFirst();
        if (city.isPresent() && area != null && city.get().number() / area.doubleValue() > MOST_PER_KM2) {
            keep("area_km2", city.get().number() + " people on " + area.toPlainString() + " km² are too many");
            area = null;
        }
        return new CityReading(
                Status.ok,
                null,
                name(box),
                country.code(),
                region,
                regionCode(point, country.code()),
                point == null ? null : (Double) point.latitude(),
                point == null ? null : (Double) point.longitude(),
                elevation,
                area,
                zone,
                populations,
                page.wikidata(),
                page.language(),
                page.revision(),
                page.address(),
                page.host(),
                reasons);
    }

    private BigDecimal measured(String column, Measure measure) {
        keep(column, measure.value() == null ? measure.reason() : null);
        return measure.value();
    }

    private void keep(String column, String reason) {
        if (reason != null) {
            reasons.put(column, reason);
        }
    }

    /** The title, without the parentheses that keep it apart from pages of that name. */
    private String name(Infobox box) {
        var title = page.title();
        var heading = box.element().selectFirst(".fn.org, .infobox-above, .fn, caption, tr th[colspan]");
        if (heading != null && title != null && title.endsWith(")") && title.contains(" (")) {
            var bare = title.substring(0, title.lastIndexOf(" ("));
            return CellText.of(heading).contains(title) || !CellText.of(heading).contains(bare) ? title : bare;
        }
        return title != null ? title : heading == null ? null : CellText.of(heading);
    }

    /** Of the infobox and the title alone: others on the page are those of sights. */
    private GeoPoint point(Infobox box) {
        var points = GeoPoint.in(box.element());
        for (var title : page.document()
                .select("#coordinates, .mw-indicators, #coordonnees, .coordinates-title, #tpl-coordinates")) {
            points.addAll(GeoPoint.in(title));
        }
        if (points.isEmpty()) {
            keep("lat", "neither the infobox nor the title has coordinates");
            keep("lon", reasons.get("lat"));
            return null;
        }
        var first = points.get(0);
        for (var other : points) {
            if (first.kmTo(other) > SAME_PLACE_KM) {
                keep("lat", "the page has coordinates " + Math.round(first.kmTo(other)) + " km apart");
                keep("lon", reasons.get("lat"));
                return null;
            }
        }
        // The capital of a country has coordinates in its infobox too.
        var typed = points.stream()
                .filter(one -> "country".equals(one.type()) || "adm1st".equals(one.type()))
                .findFirst()
                .or(() -> points.stream().filter(one -> one.type() != null).findFirst())
                .orElse(first);
        var placed =
                points.stream().filter(one -> one.region() != null).findFirst().orElse(first);
        return new GeoPoint(first.latitude(), first.longitude(), typed.type(), typed.people(), placed.region());
    }

    /** Of the link to maps, where it is of the city's own country. */
    private static String regionCode(GeoPoint point, String country) {
        return point != null
                        && point.region() != null
                        && country != null
                        && point.region().startsWith(country + "-")
                ? point.region()
                : null;
    }

    private String region(GeoPoint point, String country) {
        for (var row : rows) {
            var said = row.lines().stream()
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("");
            if (labels.is(row.label(), Meaning.region)
                    && said.matches(".*\\p{L}.*")
                    && said.length() < 100
                    && Countries.of(said, language)
                            .filter(code -> code.equals(country))
                            .isEmpty()) {
                return said;
            }
        }
        if (point != null && point.region() != null && point.region().contains("-")) {
            return point.region();
        }
        keep("region", "no row names it");
        return null;
    }

    private String zone() {
        for (var row : rows) {
            var zone = ZONE.matcher(row.value());
            if (labels.is(row.label(), Meaning.zone)
                    && zone.find()
                    && ZoneId.getAvailableZoneIds().contains(zone.group())) {
                return zone.group();
            }
        }
        keep("time_zone", "no IANA name is stated");
        return null;
    }

    /** The coordinates' link often repeats the number of people: one far from it was not read well. */
    private List<StatedPopulation> plausible(Populations.Reading read, GeoPoint point) {
        long people = point == null ? 0 : point.people();
        var all = read.all().stream()
                .filter(one -> !one.kind().equals("city") || people < 1000 || isNear(one.number(), people))
                .toList();
        boolean left = all.stream().anyMatch(one -> one.kind().equals("city"));
        if (!left) {
            var doubted =
                    read.all().stream().filter(one -> one.kind().equals("city")).findFirst();
            keep(
                    "population",
                    doubted.isPresent()
                            ? "its row says " + doubted.get().number() + ", its coordinates " + people
                            : read.doubt() != null
                                    ? read.doubt()
                                    : read.stated() ? "no row is of the city itself" : "no row states it");
        }
        return all;
    }

    private static boolean isNear(long a, long b) {
        return a <= b * 3 && b <= a * 3;
    }
}
