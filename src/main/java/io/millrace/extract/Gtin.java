package io.millrace.extract;

/** Global Trade Item Numbers. */
final class Gtin {
    private Gtin() {}

    /** The 8 to 14 digits of a text that is nothing else, without spaces and dashes; or null. */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        var digits = text.replace("-", "").replace(" ", "");
        boolean number =
                digits.length() >= 8 && digits.length() <= 14 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && digits.chars().anyMatch(c -> c != '0') ? digits : null;
    }
}
