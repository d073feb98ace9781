package io.millrace.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The stages that a process can take over. */
public enum Role {
    FETCH,
    LAND,
    CLEAN,
    LOAD,
    DASHBOARD;

    /** All of them. */
    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /** Whether one of them asks the warehouses. */
    public static boolean needWarehouses(Set<Role> roles) {
        return roles.contains(LOAD) || roles.contains(DASHBOARD);
    }

    /**
     * Reads a list such as {@code fetch,land}.
     *
     * @throws IllegalArgumentException naming what is no stage, and those that there are
     */
    public static Set<Role> parse(String text) {
        var roles = EnumSet.noneOf(Role.class);
        for (var word : text.split(",")) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--only takes stages separated by commas, not \""
                            + word + "\"; there are " + words(all()))));
        }
        return roles;
    }

    /** The list that {@link #parse} would read. */
    public static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).collect(Collectors.joining(","));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
