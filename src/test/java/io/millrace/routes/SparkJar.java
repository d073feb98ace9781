package io.millrace.routes;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the build puts into the Spark job's jar, from pom.xml. */
final class SparkJar {
    private static final Pattern INCLUDE = Pattern.compile("<include>(io/millrace/[^<]+)</include>");
    private static final List<Pattern> INCLUDED = included();

    private SparkJar() {}

    /** Whether a class of the program is in it. */
    static boolean holds(JavaClass type) {
        var file = type.getBaseComponentType().getName().replace('.', '/') + ".class";
        return INCLUDED.stream().anyMatch(pattern -> pattern.matcher(file).matches());
    }

    private static List<Pattern> included() {
        try {
            return INCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                    .results()
                    .map(found -> Pattern.compile(found.group(1)
                            .replace("$", "\\$")
                            .replace("**", "\u0000")
                            .replace("*", "[^/]*")
                            .replace("\u0000", ".*")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
