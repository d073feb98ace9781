package io.millrace.signal;

import io.millrace.signal.CityLabels.Meaning;
import io.millrace.signal.InfoboxRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The table of facts about a page's own subject.
 *
 * @param element where it stands
 * @param rows its facts
 */
record Infobox(Element element, List<Row> rows) {
    private static final String MARKED =
            "[class~=(?i)(?:^|\\s)(?:infobo|infocaseta|sinottico)], [id~=(?i)^(?:vorlage_)?infobox]";
    private static final List<Meaning> OF_PLACES =
            List.of(Meaning.population, Meaning.area, Meaning.country, Meaning.region, Meaning.elevation);
    private static final Set<String> BOXES = Set.of("table", "div", "aside", "section");

    /** The first that tells of a place, else the first of all; tables without its name count if they tell of people. */
    static Optional<Infobox> of(Document document, CityLabels labels) {
        var boxes = new ArrayList<Infobox>();
        for (var element : document.select(MARKED)) {
            boolean box = BOXES.contains(element.normalName())
                    && element.closest(".navbox, .vertical-navbox, .metadata") == null;
            boolean outer = boxes.stream().noneMatch(found -> isWithin(element, found.element()));
            if (box && outer && element.selectFirst("tr") != null) {
                boxes.add(new Infobox(element, InfoboxRows.of(element)));
            }
        }
        if (labels == null) {
            return boxes.stream().findFirst();
        }
        var place = boxes.stream().filter(box -> box.matters(labels) >= 2).findFirst();
        return place.isPresent() ? place : boxes.isEmpty() ? unmarked(document, labels) : Optional.of(boxes.get(0));
    }

    private static Optional<Infobox> unmarked(Document document, CityLabels labels) {
        for (var table : document.select("table")) {
            if (table.closest(".navbox, .metadata, .ambox") != null || table.selectFirst("tr") == null) {
                continue;
            }
            var box = new Infobox(table, InfoboxRows.of(table));
            boolean people = box.rows().stream().anyMatch(row -> labels.is(row.label(), Meaning.population));
            if (people && box.matters(labels) >= 3) {
                return Optional.of(box);
            }
        }
        return Optional.empty();
    }

    private int matters(CityLabels labels) {
        return (int) OF_PLACES.stream()
                .filter(matter -> rows.stream()
                        .anyMatch(row -> labels.is(row.label(), matter) || labels.is(row.section(), matter)))
                .count();
    }

    private static boolean isWithin(Element element, Element other) {
        return element != other && element.parents().contains(other);
    }
}
