package io.millrace.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of a request: the same request always has the same one. */
final class Address {
    /** A metre. */
    private static final int DIGITS = 5;

    private final StringBuilder text = new StringBuilder();
    private char next = '?';

    private Address(String start) {
        text.append(start);
    }

    /** Of a path, which begins with a slash, below a base that may end with one. */
    static Address of(String base, String path) {
        return new Address((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    Address with(String name, Object value) {
        var encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        text.append(next).append(name).append('=').append(encoded.replace("%2C", ","));
        next = '&';
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** @throws IllegalArgumentException if there is no such latitude */
    static String latitude(double degrees) {
        return degrees(degrees, 90, "latitude");
    }

    /** @throws IllegalArgumentException if there is no such longitude */
    static String longitude(double degrees) {
        return degrees(degrees, 180, "longitude");
    }

    private static String degrees(double degrees, int most, String what) {
        if (!(Math.abs(degrees) <= most)) {
            throw new IllegalArgumentException(what + " " + degrees + ": give degrees from -" + most + " to " + most);
        }
        var rounded = BigDecimal.valueOf(degrees).setScale(DIGITS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
