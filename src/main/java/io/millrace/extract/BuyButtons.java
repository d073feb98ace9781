package io.millrace.extract;

import io.millrace.price.Availability;
import io.millrace.price.WordFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The buttons of a product.
 *
 * @param buying those by which it is bought, at most 20
 * @param off whether there is one that cannot be pressed
 * @param waiting those that stand in their place while it cannot be bought: "notify me", "sold out"
 */
record BuyButtons(List<Box> buying, List<Box> waiting, boolean off) {
    private static final int LONGEST = 40;
    /** From here on words stand side by side. */
    private static final char OTHER_SCRIPTS = 0x2000;

    private static final int MOST = 20;

    private static final Map<String, List<String>> WORDS = WordFile.sections(BuyButtons.class, "/extract/buttons.txt");
    private static final Map<Character, List<String>> BUY = byFirst(WORDS.get("buy"));
    private static final List<String> WAIT = WORDS.get("wait");
    private static final Map<Character, List<String>> WAIT_FIRST = byFirst(WAIT);
    private static final List<String> BUY_NAMES = WORDS.get("name");

    private static final Set<String> PRESSED = Set.of("button", "input");

    private static Map<Character, List<String>> byFirst(List<String> phrases) {
        return phrases.stream().collect(Collectors.groupingBy(phrase -> phrase.charAt(0)));
    }

    static BuyButtons of(PageScan scan) {
        var buying = new ArrayList<Box>();
        var waiting = new ArrayList<Box>();
        boolean off = false;
        for (var button : scan.buttons()) {
            if (!button.seen || button.length() > LONGEST || buying.size() >= MOST) {
                continue;
            }
            var said = said(button, scan.text());
            boolean waits = waits(button, said) || isPressed(button) && refuses(said);
            boolean buys = !waits && (buys(said) || isPressed(button) && isNamedSo(button));
            if (waits) {
                waiting.add(button);
            } else if (buys && isOff(button)) {
                off = true;
            } else if (buys) {
                buying.add(button);
            }
        }
        return new BuyButtons(List.copyOf(buying), List.copyOf(waiting), off);
    }

    /** Those of the product whose heading is given: not of others, nor of the site. */
    BuyButtons within(OwnRegion region) {
        return new BuyButtons(
                buying.stream().filter(button -> region.apart(button) == 0).toList(),
                waiting.stream().filter(button -> region.apart(button) == 0).toList(),
                off);
    }

    /** What can be read on a button, in lower case. Links say it in their text, where they are such buttons. */
    private static List<String> said(Box button, SeenText text) {
        var words = text.of(button).toLowerCase(Locale.ROOT);
        if (button.tag().equals("a")) {
            return words.length() < 2 ? List.of() : List.of(words);
        }
        boolean input = button.tag().equals("input");
        if (input
                && !Set.of("submit", "button", "image")
                        .contains(button.attr("type").toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        var said = new ArrayList<String>(List.of(words));
        for (var attribute : List.of("alt", "title", "aria-label", "value")) {
            if (input || !attribute.equals("value")) {
                said.add(button.attr(attribute).strip().toLowerCase(Locale.ROOT));
            }
        }
        said.removeIf(one -> one.isEmpty() || one.length() > 2 * LONGEST);
        return said;
    }

    /** One word alone says it only where there is nothing else: "Purchase history" buys nothing. */
    private static boolean buys(List<String> said) {
        for (var words : said) {
            for (var phrase : BUY.getOrDefault(words.charAt(0), List.of())) {
                if (words.startsWith(phrase) && (saysEnough(phrase) || !hasLetters(words, phrase.length()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean saysEnough(String phrase) {
        return phrase.indexOf(' ') > 0 || phrase.charAt(0) > OTHER_SCRIPTS;
    }

    private static boolean hasLetters(String words, int from) {
        return words.substring(from).chars().anyMatch(Character::isLetter);
    }

    /** A link says so with its first words; there are many of them. */
    private static boolean waits(Box button, List<String> said) {
        boolean link = button.tag().equals("a");
        for (var words : said) {
            for (var phrase : link ? WAIT_FIRST.getOrDefault(words.charAt(0), List.of()) : WAIT) {
                if (link ? words.startsWith(phrase) : words.contains(phrase)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean refuses(List<String> said) {
        for (var words : said) {
            var stated = Availability.mayBeIn(words) ? Availability.of(words).orElse(null) : null;
            if (stated != null && !stated.buyable()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPressed(Box button) {
        return PRESSED.contains(button.tag()) && !button.attr("type").equals("text");
    }

    private static boolean isNamedSo(Box button) {
        var names =
                (button.attr("class") + " " + button.attr("id") + " " + button.attr("name")).toLowerCase(Locale.ROOT);
        var plain = names.replace("-", "").replace("_", "");
        return BUY_NAMES.stream().anyMatch(plain::contains);
    }

    private static boolean isOff(Box button) {
        return button.has("disabled")
                || button.attr("aria-disabled").equals("true")
                || (" " + button.attr("class") + " ").contains(" disabled ");
    }
}
