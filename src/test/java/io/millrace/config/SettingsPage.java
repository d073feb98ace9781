package io.millrace.config;

import java.util.ArrayList;
import java.util.List;

/** {@code docs/settings.md}: what {@code application.properties} says of each setting, as a page. */
final class SettingsPage {
    private static final String SECTION = "# ---- ";
    private static final String PREFIX = "millrace.";
    private static final String HEAD = """
            # Settings

            Made of [application.properties](../src/main/resources/application.properties). `./millrace config` prints each
            setting as it counts on your machine, and where it was set.
            """;
    private static final String TABLE = """

            | Setting | Default | Meaning |
            |---|---|---|
            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final List<String> comment = new ArrayList<>();
    private boolean inTable;

    private SettingsPage() {}

    static String of(List<String> lines) {
        var made = new SettingsPage();
        lines.forEach(made::add);
        made.endComment();
        return made.page.toString();
    }

    private void add(String line) {
        if (line.startsWith(SECTION)) {
            endComment();
            endTable();
            page.append("\n## ").append(plain(line.substring(SECTION.length()))).append('\n');
        } else if (line.startsWith("#")) {
            comment.add(line.length() > 1 ? line.substring(2) : "");
        } else if (line.startsWith(PREFIX)) {
            row(line.substring(PREFIX.length(), line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        } else {
            endComment();
        }
    }

    private void row(String key, String usual) {
        if (!inTable) {
            page.append(TABLE);
            inTable = true;
        }
        page.append("| `%s` | %s | %s |%n"
                .formatted(
                        key,
                        usual.isEmpty() ? "" : '`' + usual + '`',
                        plain(String.join(" ", comment)).replace("|", "\\|")));
        comment.clear();
    }

    /** What is said of several settings: what is indented is an example. */
    private void endComment() {
        if (comment.isEmpty()) {
            return;
        }
        endTable();
        var inExample = false;
        page.append('\n');
        for (var line : comment) {
            var isExample = line.startsWith("  ");
            if (isExample != inExample) {
                page.append(isExample ? "```\n" : "```\n\n");
            }
            inExample = isExample;
            page.append(isExample ? line.substring(2) : plain(line)).append('\n');
        }
        if (inExample) {
            page.append("```\n");
        }
        comment.clear();
    }

    private void endTable() {
        inTable = false;
    }

    /** Text in which nothing but code is marked. */
    private static String plain(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*");
    }
}
