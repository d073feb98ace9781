package io.millrace.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What someone typed into the search box, as a condition.
 *
 * @param condition SQL over the digest's {@code products}, with a {@code ?} for each value
 * @param values what to bind, in order
 */
record SearchTerms(String condition, List<String> values) {
    static final int LONGEST = 200;
    static final int MOST_WORDS = 8;
    private static final String SOURCE = "source:";

    /**
     * Every word has to occur in name, brand, SKU, GTIN, our own number, seller, source or labels, in whatever case;
     * {@code source:demo-de} has to be the source. Beyond {@value #LONGEST} characters or {@value #MOST_WORDS} words the rest
     * is left out.
     */
    static SearchTerms of(String search) {
        var conditions = new ArrayList<String>(List.of("true"));
        var values = new ArrayList<String>();
        for (var word : words(search)) {
            if (word.startsWith(SOURCE)) {
                conditions.add("source = ?");
                values.add(word.substring(SOURCE.length()));
            } else {
                conditions.add("contains(search, ?)");
                values.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return new SearchTerms(String.join(" AND ", conditions), values);
    }

    private static List<String> words(String search) {
        var text = search == null ? "" : search.strip();
        var bounded = text.substring(0, Math.min(text.length(), LONGEST)).strip();
        return bounded.isEmpty()
                ? List.of()
                : List.of(bounded.split("\\s+")).stream().limit(MOST_WORDS).toList();
    }
}
