package io.millrace.extract;

/** The attributes of a start tag, one after the other, without decoding those that nobody asks for. */
final class TagAttributes {
    private final String plain;
    private int end;
    private int at;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;

    TagAttributes(String plain) {
        this.plain = plain;
    }

    /**
     * Goes before the first attribute of a tag.
     *
     * @param from behind its name
     * @param end behind its closing bracket
     */
    TagAttributes read(int from, int end) {
        this.end = end > from && plain.charAt(end - 1) == '>' ? end - 1 : end;
        this.at = from;
        return this;
    }

    /** Behind a tag's name. */
    static int nameEnd(String plain, int from, int end) {
        int i = from;
        while (i < end && plain.charAt(i) > ' ' && plain.charAt(i) != '/' && plain.charAt(i) != '>') {
            i++;
        }
        return i;
    }

    /** Goes to the next attribute; false behind the last. */
    boolean next() {
        while (at < end && (plain.charAt(at) <= ' ' || plain.charAt(at) == '/')) {
            at++;
        }
        if (at >= end) {
            return false;
        }
        nameFrom = at;
        while (at < end
                && plain.charAt(at) > ' '
                && (plain.charAt(at) != '=' || at == nameFrom)
                && plain.charAt(at) != '/') {
            at++;
        }
        nameTo = at;
        valueFrom = at;
        valueTo = at;
        int equals = skipSpace(at);
        if (equals < end && plain.charAt(equals) == '=') {
            value(skipSpace(equals + 1));
        }
        return true;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < end && plain.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private void value(int from) {
        char quote = from < end ? plain.charAt(from) : ' ';
        if (quote == '"' || quote == '\'') {
            int close = plain.indexOf(quote, from + 1);
            valueFrom = from + 1;
            valueTo = close < 0 || close > end ? end : close;
            at = Math.min(end, valueTo + 1);
        } else {
            valueFrom = from;
            at = from;
            while (at < end && plain.charAt(at) > ' ') {
                at++;
            }
            valueTo = at;
        }
    }

    /** Whether it has that name, given in lower case. */
    boolean is(String name) {
        return nameTo - nameFrom == name.length()
                && (plain.startsWith(name, nameFrom) || plain.regionMatches(true, nameFrom, name, 0, name.length()));
    }

    /** The name's first letter in lower case: enough to pass over most. */
    char first() {
        return (char) (plain.charAt(nameFrom) | 0x20);
    }

    /** Whether its value begins as an object or an array does. */
    boolean isData() {
        return valueFrom < valueTo && (plain.charAt(valueFrom) == '{' || plain.charAt(valueFrom) == '[');
    }

    int nameFrom() {
        return nameFrom;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }
}
