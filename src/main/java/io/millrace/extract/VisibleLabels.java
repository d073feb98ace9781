package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.WordFile;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Article number, brand and GTIN where the page shows them behind a label: "Art.-Nr.: 4711", or in a table's next cell. */
final class VisibleLabels {
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_VALUE = 60;

    /** The maker's own number, which no field is for. */
    private static final String MODEL = "model";

    private static final Map<String, String> BY_LABEL = byLabel();

    private VisibleLabels() {}

    /** Label to the key of its field, or to {@link #MODEL}. */
    private static Map<String, String> byLabel() {
        var fields = new HashMap<String, String>();
        WordFile.sections(VisibleLabels.class, "/extract/labels.txt")
                .forEach((field, labels) -> labels.forEach(label -> fields.put(label, field)));
        return Map.copyOf(fields);
    }

    /** A finding with what is labelled; a field with two different values is left out. */
    static Finding find(PageScan scan, OwnRegion region) {
        var text = scan.text();
        var found = new HashMap<String, Map<String, Value>>();
        var leaves = scan.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            var leaf = leaves.get(i);
            if (leaf.length() > LONGEST_LABEL + LONGEST_VALUE) {
                continue;
            }
            var words = text.of(leaf);
            int colon = colon(words);
            var field = BY_LABEL.get(label(words, colon));
            if (field == null || region.inside(leaf) > 0) {
                continue;
            }
            var own = words.substring(Math.min(words.length(), colon + 1)).strip();
            var value = own.isEmpty() ? next(leaves, i, text) : own;
            if (fits(field, value)) {
                found.computeIfAbsent(field, one -> new HashMap<>())
                        .putIfAbsent(value.toLowerCase(Locale.ROOT), Value.of(value, Css.path(leaf), false));
            }
        }
        var finding = new Finding(VisiblePrices.METHOD);
        found.values().removeIf(values -> values.size() > 1);
        found.forEach((field, values) -> {
            var value = values.values().iterator().next();
            if (field.equals(MODEL)) {
                finding.model(value);
            } else {
                finding.put(OfferField.named(field).orElseThrow(), value);
            }
        });
        return finding;
    }

    /** What stands in the next element; shops put the colon into one of its own too. */
    private static String next(List<Box> leaves, int label, SeenText text) {
        var next = label + 1 < leaves.size() ? text.of(leaves.get(label + 1)).strip() : "";
        return (next.equals(":") || next.equals("：")) && label + 2 < leaves.size()
                ? text.of(leaves.get(label + 2)).strip()
                : next;
    }

    /** A text without the label that some shops leave in it: "Item # 418295". */
    static String withoutLabel(OfferField field, String text) {
        int colon = colon(text);
        int hash = text.indexOf('#');
        int end = colon < text.length() ? colon : hash < 0 ? text.length() : hash;
        var label = label(text, end);
        boolean known = field.key().equals(BY_LABEL.get(label)) || field.key().equals(BY_LABEL.get(label + " #"));
        boolean sentence = field.key().equals(BY_LABEL.get(label.substring(label.lastIndexOf(' ') + 1)));
        var rest = text.substring(Math.min(text.length(), end + 1)).strip();
        return (known || sentence) && !rest.isEmpty() ? rest : text;
    }

    private static int colon(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == ':' || words.charAt(i) == '：') {
                return i;
            }
        }
        return words.length();
    }

    private static String label(String words, int end) {
        int from = 0;
        // Bullets and the like.
        while (from < end && !Character.isLetterOrDigit(words.charAt(from))) {
            from++;
        }
        return end - from > LONGEST_LABEL
                ? ""
                : words.substring(from, end).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean fits(String field, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            return false;
        }
        return switch (field) {
            case "sku", MODEL ->
                value.length() >= 3
                        && value.indexOf('\n') < 0
                        && value.chars().anyMatch(Character::isDigit)
                        && List.of(value.split(" ")).size() <= 2;
            case "gtin" -> value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == ' ');
            default ->
                value.indexOf(':') < 0
                        && value.indexOf('：') < 0
                        && List.of(value.split(" ")).size() <= 5;
        };
    }
}
