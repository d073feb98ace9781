package io.millrace.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who may see the page: everybody, or whoever shows the password, by {@code Authorization: Basic} or {@code Bearer}.
 * Thread-safe.
 *
 * <p>After a few failures an address has to wait before its next try counts: each time twice as long, half a minute at most.
 * What is tried is never logged.
 */
public final class Login {
    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Addresses that failures are remembered of; the oldest is forgotten for a new one. */
    private static final int MOST_ADDRESSES = 10_000;

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final String user;
    private final String password;
    private final LongSupplier nanos;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, long until) {}

    /**
     * @param user empty: any name
     * @param password null: nobody needs one
     * @param nanos nanoseconds that only grow
     */
    public Login(String user, String password, LongSupplier nanos) {
        this.user = user;
        this.password = password;
        this.nanos = nanos;
    }

    /** Everybody. */
    public static Login none() {
        return new Login("", null, System::nanoTime);
    }

    /**
     * Lets pass who shows the password, or anybody where there is none.
     *
     * @param authorization the header, or null
     * @param address of who asks; a port behind it is left out
     * @throws NotLoggedInException otherwise
     * @throws TooManyTriesException while the address has to wait
     */
    public void check(Object authorization, Object address) {
        if (password == null) {
            return;
        }
        var shown = authorization == null ? "" : authorization.toString();
        if (shown.isEmpty()) {
            throw new NotLoggedInException("this page asks for a login: dashboard.user and dashboard.password have it");
        }
        var from = host(address);
        expectTurn(from);
        if (isRight(shown)) {
            forget(from);
        } else {
            fail(from);
            throw new NotLoggedInException("that is not the login: dashboard.user and dashboard.password have it");
        }
    }

    private boolean isRight(String shown) {
        var scheme = shown.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return isSame(password, shown.substring(BEARER.length()).strip());
        }
        if (!scheme.startsWith(BASIC)) {
            return false;
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(shown.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            var name = colon < 0 ? "" : pair.substring(0, colon);
            // Both, so that the time does not tell which was wrong.
            var isPassword = isSame(password, pair.substring(colon + 1));
            return (user.isEmpty() || isSame(user, name)) & isPassword;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSame(String expected, String shown) {
        return MessageDigest.isEqual(hash(expected), hash(shown));
    }

    /** So that not even the length makes a difference. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private synchronized void expectTurn(String from) {
        var before = failures.get(from);
        if (before != null && before.count() > FREE_TRIES && before.until() - nanos.getAsLong() > 0) {
            throw new TooManyTriesException("too many wrong logins came from your address: wait half a minute");
        }
    }

    private synchronized void fail(String from) {
        var before = failures.remove(from);
        var count = before == null ? 1 : Math.min(before.count() + 1, FREE_TRIES + Long.SIZE / 2);
        var doubled = Math.min(Math.max(0, count - FREE_TRIES - 1), Integer.SIZE / 2);
        var pause = Math.min(FIRST_PAUSE.toNanos() << doubled, LONGEST_PAUSE.toNanos());
        failures.put(from, new Failures(count, nanos.getAsLong() + pause));
        if (failures.size() > MOST_ADDRESSES) {
            Iterator<String> oldest = failures.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private synchronized void forget(String from) {
        failures.remove(from);
    }

    /** {@code 10.0.0.1:41234} without its port; of version 6 the network, as each machine there has many addresses. */
    private static String host(Object address) {
        var text = String.valueOf(address);
        var port = text.lastIndexOf(':');
        var host = port < 0 ? text : text.substring(0, port);
        var parts = host.split(":");
        return parts.length > 4 ? String.join(":", parts[0], parts[1], parts[2], parts[3]) : host;
    }
}
