package io.millrace.emr;

import java.util.ArrayList;
import java.util.List;

/** What Spark needs of a Java 17 or newer: the same as its {@code JavaModuleOptions} say, of 3.5 and 4. */
final class JavaFlags {
    static final List<String> OF_SPARK;

    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    static {
        var flags = new ArrayList<String>();
        flags.add("-XX:+IgnoreUnrecognizedVMOptions");
        OPENED.forEach(name -> flags.add("--add-opens=" + name + "=ALL-UNNAMED"));
        flags.add("-Djdk.reflect.useDirectMethodHandle=false");
        flags.add("-Dio.netty.tryReflectionSetAccessible=true");
        OF_SPARK = List.copyOf(flags);
    }

    private JavaFlags() {}
}
