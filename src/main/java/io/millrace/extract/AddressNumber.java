package io.millrace.extract;

import java.util.Optional;
import java.util.regex.Pattern;

/** The product's number where only the page's address has it, and the page itself names it as a value of its own. */
final class AddressNumber {
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![A-Za-z0-9])(?=[A-Z0-9]*\\d)[A-Z0-9]{8,14}(?![A-Za-z0-9])|\\d{5,}");
    /** What stands before and behind a value in attributes, in JSON and in scripts. */
    private static final String[][] AROUND = {
        {"\"", "\""}, {"'", "'"}, {">", "<"}, {" ", "<"}, {":", ","}, {":", "}"}, {"=", "&"}
    };

    private AddressNumber() {}

    /** The last of the address's numbers that the page names. */
    static Optional<Value> of(PageContext page) {
        return last(page, page.url()).or(() -> last(page, page.canonical()));
    }

    private static Optional<Value> last(PageContext page, String address) {
        if (address == null) {
            return Optional.empty();
        }
        int scheme = address.indexOf("://");
        int from = address.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        var path = from < 0 ? "" : address.substring(from).split("[?#]", 2)[0];
        String last = null;
        for (var number = NUMBERS.matcher(path); number.find(); ) {
            last = isNamed(page.bytes().plain(), number.group()) ? number.group() : last;
        }
        return Optional.ofNullable(last).map(number -> Value.of(number, "the page's address", false));
    }

    private static boolean isNamed(String plain, String number) {
        for (var around : AROUND) {
            if (plain.contains(around[0] + number + around[1])) {
                return true;
            }
        }
        return false;
    }
}
