package io.millrace.extract;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a page's title: shops write the product's name, and behind or before it their own. */
final class PageTitle {
    private static final Pattern BETWEEN = Pattern.compile("\\s+[|·•»›/—–-]\\s+|\\s*[|｜：]\\s*|\\s+::\\s+|\\s*»\\s*");

    private PageTitle() {}

    /** Those that are not blank, in their order. */
    static List<String> parts(String title) {
        return Arrays.stream(BETWEEN.split(title))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The name without what a title adds to it behind the page's own heading; heading may be null. */
    static String withoutRest(String name, String heading) {
        boolean longer = heading != null && name.length() > heading.length() && name.startsWith(heading);
        return longer
                        && BETWEEN.matcher(name)
                                .region(heading.length(), name.length())
                                .lookingAt()
                ? heading
                : name;
    }
}
