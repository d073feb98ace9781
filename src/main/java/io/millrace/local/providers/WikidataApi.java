package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code action=wbgetentities} as Wikidata answers it: the cities with population, place, height, area and country. */
final class WikidataApi {
    private static final String GREGORIAN = "http://www.wikidata.org/entity/Q1985727";
    private static final String SQUARE_KILOMETRE = "http://www.wikidata.org/entity/Q712226";
    private static final String METRE = "http://www.wikidata.org/entity/Q11573";
    private static final String EARTH = "http://www.wikidata.org/entity/Q2";
    private static final int DAY = 11;

    Reply entities(Asked asked) {
        var entities = new LinkedHashMap<String, Object>();
        for (var id : asked.of("ids").split("\\|")) {
            if (!id.matches("Q[1-9][0-9]*")) {
                var info = "Could not find an entity with the ID \"" + id + "\".";
                return Reply.json(200, object("error", object("code", "no-such-entity", "info", info, "id", id)));
            }
            entities.put(id, entity(id));
        }
        return Reply.json(200, object("entities", entities, "success", 1));
    }

    private static Map<String, Object> entity(String id) {
        for (var city : DemoCity.all()) {
            if (city.item().equals(id)) {
                return item(id, city.language(), city.title(), claims(city));
            }
            if (city.countryItem().equals(id)) {
                var code = statement(id, "P297", "external-id", object("value", city.country(), "type", "string"));
                return item(id, "en", city.country(), object("P297", List.of(code)));
            }
        }
        return object("id", id, "missing", "");
    }

    private static Map<String, Object> item(String id, String language, String name, Map<String, Object> claims) {
        return object(
                "type",
                "item",
                "id",
                id,
                "labels",
                object(language, object("language", language, "value", name)),
                "claims",
                claims);
    }

    private static Map<String, Object> claims(DemoCity city) {
        var people = new ArrayList<Map<String, Object>>();
        for (var counted : city.populations()) {
            var isNewest =
                    counted.equals(city.populations().get(city.populations().size() - 1));
            var statement = statement(city.item(), "P1082", "quantity", quantity("+" + counted.people(), "1"));
            var time = object(
                    "value",
                    object(
                            "time",
                            "+" + counted.day() + "T00:00:00Z",
                            "timezone",
                            0,
                            "before",
                            0,
                            "after",
                            0,
                            "precision",
                            DAY,
                            "calendarmodel",
                            GREGORIAN),
                    "type",
                    "time");
            statement.put("qualifiers", object("P585", List.of(snak("P585", "time", time))));
            statement.put("qualifiers-order", List.of("P585"));
            statement.put("rank", isNewest ? "preferred" : "normal");
            people.add(statement);
        }
        var place = object(
                "value",
                object(
                        "latitude",
                        city.latitude(),
                        "longitude",
                        city.longitude(),
                        "altitude",
                        null,
                        "precision",
                        0.000277778,
                        "globe",
                        EARTH),
                "type",
                "globecoordinate");
        var country = object(
                "value",
                object(
                        "entity-type", "item",
                        "numeric-id", Long.parseLong(city.countryItem().substring(1)),
                        "id", city.countryItem()),
                "type",
                "wikibase-entityid");
        var height = quantity("+" + Math.round(city.elevation()), METRE);
        return object(
                "P1082", people,
                "P625", List.of(statement(city.item(), "P625", "globe-coordinate", place)),
                "P2044", List.of(statement(city.item(), "P2044", "quantity", height)),
                "P2046",
                        List.of(statement(
                                city.item(), "P2046", "quantity", quantity("+" + city.area(), SQUARE_KILOMETRE))),
                "P17", List.of(statement(city.item(), "P17", "wikibase-item", country)));
    }

    private static Map<String, Object> quantity(String amount, String unit) {
        return object("value", object("amount", amount, "unit", unit), "type", "quantity");
    }

    private static Map<String, Object> statement(String item, String property, String type, Map<String, Object> value) {
        return object(
                "mainsnak",
                snak(property, type, value),
                "type",
                "statement",
                "id",
                item + "$" + property,
                "rank",
                "normal");
    }

    private static Map<String, Object> snak(String property, String type, Map<String, Object> value) {
        return object("snaktype", "value", "property", property, "datavalue", value, "datatype", type);
    }
}
