package io.millrace.run;

import io.millrace.config.CatalogSettings;
import io.millrace.config.CleanSettings.Engine;
import io.millrace.config.Target;
import java.util.Set;
import java.util.TreeSet;

/** Which route files a process with one role may ever have on AWS, whatever its settings. */
public final class RoutesOfRole {
    private RoutesOfRole() {}

    /**
     * Names without folder and ending.
     *
     * @param role such as {@code land}
     */
    public static Set<String> of(String role) {
        var files = new TreeSet<String>();
        for (var engine : Engine.values()) {
            for (var mode : CatalogSettings.Mode.values()) {
                files.addAll(RouteFiles.of(Role.parse(role), Target.AWS, engine, mode, Rhythm.SCHEDULED, true, true));
            }
        }
        return new TreeSet<>(files.stream()
                .map(file -> file.replaceAll(".*/|\\.camel\\.yaml", ""))
                .toList());
    }
}
