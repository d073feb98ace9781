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

    /** Whether a text is one whose last digit is the check digit of the others. */
    static boolean isChecked(String text) {
        var digits = of(text);
        if (digits == null) {
            return false;
        }
        int sum = 0;
        for (int i = 1; i <= digits.length(); i++) {
            sum += (digits.charAt(digits.length() - i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }
}
