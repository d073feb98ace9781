package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.InfoboxRows.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Why a page is not that of a city: a list of names, a country, a state, a person, a river. */
final class CityRefusal {
    private static final Pattern LISTS_NAMES = Pattern.compile(
            "disambigua|desambigua|begriffsklärung|homonymie|doorverwijs|ujednoznaczn|grensid|неоднознач|многознач"
                    + "|曖昧さ回避|消歧义|消歧義|rozcestník|anlam ayrım|flertydig|fleirtyding|täsmennys|багатозначн|توضيح|פירושונים"
                    + "|동음이의|egyértelműsítő|dezambiguizare|disambiguasi|định hướng|ابهام‌زدایی|αποσαφήνιση|surnames|given names|ambiguous",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CITY_WORDS = Pattern.compile(
            "\\b(?:city|town|capital|municipality|metropolis|village|borough|commune|settlement|megacity|city-state|place in|comune|hamlet|suburb|township|parish|locality|urban|community|place|cdp|neighbou?rhood|ward)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LARGER_WORDS = Pattern.compile(
            "\\b(?:country|sovereign state|u\\.s\\. state|state|province|county|oblast|canton|prefecture|department|region|republic|voivodeship"
                    + "|governorate|continent|island|district|territory|river|lake|mountain|federal subject|kingdom|empire|nation|archipelago|emirate)\\b",
            Pattern.CASE_INSENSITIVE);
    /** What a coordinate can belong to, none of which is a city. */
    private static final Set<String> NO_CITY = Set.of(
            "satellite",
            "isle",
            "mountain",
            "waterbody",
            "river",
            "airport",
            "railwaystation",
            "pass",
            "glacier",
            "forest",
            "event",
            "edu",
            "camera");

    private final WikiPage page;
    private final Infobox box;
    private final CityLabels labels;
    private final GeoPoint point;

    private CityRefusal(WikiPage page, Infobox box, CityLabels labels, GeoPoint point) {
        this.page = page;
        this.box = box;
        this.labels = labels;
        this.point = point;
    }

    /** Whether the wiki says that the page lists what is called alike. */
    static boolean isDisambiguation(WikiPage page) {
        return page.ambiguous()
                || page.categories().stream()
                        .anyMatch(name -> LISTS_NAMES.matcher(name).find() && !isMaintenance(name))
                || shortly(page).toLowerCase(Locale.ROOT).contains("topics referred to by the same term");
    }

    /** Categories such as "Articles with disambiguation needed" are of ordinary pages. */
    private static boolean isMaintenance(String name) {
        return name.matches(
                "(?i).*(?:needing|needed|articles|artikel|artículos|seiten mit|links|verweis|vínculo|liens|collegament).*");
    }

    /** The reason against a city; empty where all speaks for one. */
    static Optional<String> of(WikiPage page, Infobox box, CityLabels labels, GeoPoint point, boolean people) {
        return Optional.ofNullable(new CityRefusal(page, box, labels, point).reason(people));
    }

    private String reason(boolean people) {
        // The date of a city's foundation is marked as a day of birth too, but as a beginning beside it.
        if (box.element().selectFirst(".bday:not(.dtstart)") != null
                || box.element().hasClass("biography")) {
            return "a person: the infobox has a day of birth";
        }
        var type = point == null || point.type() == null ? "" : point.type();
        var region = point == null || point.region() == null ? "" : point.region();
        var rows = box.rows();
        boolean countryRow = has(rows, Meaning.country);
        var larger = matching(rows, Meaning.larger);
        var other = matching(rows, Meaning.other);
        boolean isState = Countries.isCity(region) || isCityState();
        if (!people && other.size() >= 2) {
            return "no place: the infobox has the rows " + String.join(", ", other);
        }
        if (NO_CITY.contains(type) && (!people || !countryRow || type.equals("isle"))) {
            return "no city: its coordinates are marked as those of: " + type;
        }
        if (isState && (people || type.equals("city"))) {
            return null;
        }
        if (type.equals("country")) {
            return "no city: its coordinates are marked as those of a country";
        }
        var described = described();
        boolean citySaid = CITY_WORDS.matcher(described).find();
        boolean largerSaid = LARGER_WORDS.matcher(described).find();
        if (largerSaid && !citySaid) {
            return "no city: the page calls it \"" + Measure.shown(described) + "\"";
        }
        boolean sure = type.equals("city") || citySaid;
        if (type.equals("adm1st") && !citySaid && (region.contains("-") || !larger.isEmpty())) {
            return "no city: its coordinates are those of a first-level division"
                    + (region.isEmpty() ? "" : ", " + region);
        }
        if (larger.size() >= 2 && !countryRow || !larger.isEmpty() && !sure) {
            return "no city: only larger areas have the row " + String.join(", ", larger);
        }
        if (!people && !type.equals("city") && !isSettlement()) {
            return "no city: the infobox tells of no inhabitants";
        }
        if (point == null && !countryRow && !has(rows, Meaning.region)) {
            return "no city: neither coordinates nor a country are stated";
        }
        return null;
    }

    private boolean isCityState() {
        return page.title() != null
                && Countries.of(page.title(), Locale.forLanguageTag(page.language() == null ? "en" : page.language()))
                        .filter(Countries::isCity)
                        .isPresent();
    }

    private boolean isSettlement() {
        return box.element().className().contains("settlement")
                || box.element().id().toLowerCase(Locale.ROOT).matches(".*(?:gemeinde|ort|stadt).*");
    }

    /** What the page says in a few words that its subject is: English pages alone do. */
    private String described() {
        var category = box.element().selectFirst(".category");
        var kind = category == null ? box.element().selectFirst(".infobox-subheader") : category;
        var text = kind == null ? "" : kind(kind);
        return (text + " " + shortly(page)).strip();
    }

    private static String kind(Element element) {
        var text = CellText.of(element);
        return text.length() < 100 ? text : "";
    }

    private static String shortly(WikiPage page) {
        var shortly = page.document().selectFirst(".shortdescription, #mw-page-description, .tagline");
        return shortly == null ? "" : shortly.text();
    }

    private boolean has(List<Row> rows, Meaning meaning) {
        return rows.stream().anyMatch(row -> labels.is(row.label(), meaning));
    }

    private List<String> matching(List<Row> rows, Meaning meaning) {
        return rows.stream()
                .flatMap(row -> row.listed()
                        ? java.util.stream.Stream.of(row.label())
                        : java.util.stream.Stream.of(row.section(), row.label()))
                .filter(label -> labels.is(label, meaning))
                .distinct()
                .toList();
    }
}
