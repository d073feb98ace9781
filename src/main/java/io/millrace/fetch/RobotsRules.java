package io.millrace.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a robots.txt says to us (RFC 9309). */
final class RobotsRules {
    private static final String PRODUCT = "millrace";
    private static final Pattern TOKEN = Pattern.compile("[a-z_-]+");
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** A site without rules. */
    static final RobotsRules ALLOW_ALL = new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));

    private final BaseRobotRules rules;

    private RobotsRules(BaseRobotRules rules) {
        this.rules = rules;
    }

    /**
     * Reads a robots.txt.
     *
     * @param products the product tokens whose groups are obeyed, in lower case; without such a group, that of
     *     {@code *}
     */
    static RobotsRules parse(URI url, byte[] content, String contentType, Set<String> products) {
        // The parser forbids everything from a longest delay on; here a longer one is shortened instead.
        var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        return new RobotsRules(parser.parseContent(url.toString(), content, contentType, products));
    }

    /** The product tokens of a User-Agent: {@code millrace}, and the one that it was given in the settings. */
    static Set<String> products(String userAgent) {
        var products = new TreeSet<>(Set.of(PRODUCT));
        var own = userAgent.split("[/ ]", 2)[0].toLowerCase(Locale.ROOT);
        if (TOKEN.matcher(own).matches()) {
            products.add(own);
        }
        return products;
    }

    boolean allows(URI page) {
        return rules.isAllowed(page.toString());
    }

    /** Its Crawl-delay, at most an hour; zero without one. */
    Duration crawlDelay() {
        var millis = rules.getCrawlDelay();
        if (millis <= 0) {
            return Duration.ZERO;
        }
        return millis > LONGEST_DELAY.toMillis() ? LONGEST_DELAY : Duration.ofMillis(millis);
    }
}
