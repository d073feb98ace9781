package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.OfferField;

/** Compares objects of data islands with the page's address, heading and title. Confined to one extraction. */
final class IslandMatch {
    private static final int SHORTEST = 4;
    /** {@link SameProduct#score} of a name that is the heading's. */
    private static final double SAME_NAME = 2;

    private final PageContext page;
    private final SameProduct same;
    private final String path;
    private final String query;

    IslandMatch(PageContext page) {
        this.page = page;
        this.same = new SameProduct(page);
        var address = page.url() == null ? page.canonical() == null ? "" : page.canonical() : page.url();
        int behind = behindPath(address);
        this.path = address.substring(0, behind);
        this.query = address.substring(behind);
    }

    private static int behindPath(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                return i;
            }
        }
        return address.length();
    }

    /**
     * How surely an object is the page's product.
     *
     * @param inPlace whether it stands where only that does
     * @param variant whether its name may be that of a size or a colour
     */
    IslandSameness of(JsonNode object, Finding said, boolean inPlace, boolean variant) {
        var name = new Finding(DataIslands.METHOD).put(OfferField.NAME, said.value(OfferField.NAME));
        double named = same.score(name);
        boolean told = page.heading() != null || !page.scan().title().isEmpty();
        if (!variant && said.has(OfferField.NAME) && told && named == 0) {
            return IslandSameness.none;
        }
        var ids = IslandFields.ids(object);
        if (ids.stream().anyMatch(id -> isIn(query, id))) {
            return IslandSameness.query;
        }
        if (ids.stream().anyMatch(id -> isIn(path, id))
                || IslandFields.addresses(object).stream().anyMatch(this::isPages)) {
            return IslandSameness.address;
        }
        boolean titled = page.heading() == null
                && named >= 1
                && SameProduct.words(said.text(OfferField.NAME)).size() > 1;
        if (named >= SAME_NAME || titled) {
            return IslandSameness.name;
        }
        return inPlace ? IslandSameness.place : IslandSameness.none;
    }

    /** Whether an address holds a number as a word of its own. */
    private static boolean isIn(String address, String id) {
        var number = id.substring(id.lastIndexOf('/') + 1);
        if (number.length() < SHORTEST || number.chars().noneMatch(Character::isDigit)) {
            return false;
        }
        for (int at = address.indexOf(number); at >= 0; at = address.indexOf(number, at + 1)) {
            int end = at + number.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(address.charAt(at - 1));
            if (begins && (end == address.length() || !Character.isLetterOrDigit(address.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an address, or the last part of one, is the page's. */
    private boolean isPages(String address) {
        if (SameProduct.same(address, page.url()) || SameProduct.same(address, page.canonical())) {
            return true;
        }
        int slash = path.lastIndexOf('/', path.length() - 2);
        if (address.indexOf('/') >= 0 || address.length() < SHORTEST || slash < "https://".length()) {
            return false;
        }
        var last = path.substring(slash + 1).replace("/", "");
        return last.equals(address) || last.equals(address + ".html");
    }
}
