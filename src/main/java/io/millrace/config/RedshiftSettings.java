package io.millrace.config;

import java.util.regex.Pattern;

/**
 * How a Redshift warehouse reads the lake.
 *
 * @param role ARN of the IAM role that COPY takes on, or a chain of them; {@code default}: the one of the cluster
 * @param catalog database of the Glue catalog that Spectrum reads
 */
public record RedshiftSettings(String role, String catalog) {
    static final String ROLE = ".iam-role";
    static final String CATALOG = ".catalog";

    private static final String DEFAULT_ROLE = "default";
    private static final String ARN = "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+";
    private static final Pattern ROLES = Pattern.compile("default|" + ARN + "(," + ARN + ")*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,255}");
    private static final Pattern LOOPBACK = Pattern.compile("(?i)jdbc:redshift://(127\\.0\\.0\\.1|localhost)[:/].*");

    /**
     * @param prefix of the warehouse's keys
     * @param url its address, as it is set
     * @return null for a warehouse of another type, with which none of the keys goes
     */
    static RedshiftSettings of(Keys keys, String prefix, boolean isRedshift, String url) {
        if (!isRedshift) {
            for (var key : new String[] {ROLE, CATALOG}) {
                keys.unwanted(prefix + key, "goes with a warehouse of type redshift: remove it, or set type: redshift");
            }
            return null;
        }
        var target = keys.properties().get("millrace.target");
        if ("local".equals(target) && !url.isEmpty() && !LOOPBACK.matcher(url).matches()) {
            keys.fault(
                    prefix + ".url",
                    "with target local the lake is on this machine, where Redshift cannot read it: set target: aws, or load"
                            + " into a warehouse of type duckdb or mysql");
        }
        return new RedshiftSettings(
                optional(keys, prefix + ROLE, DEFAULT_ROLE, ROLES, "default or the ARN of an IAM role"),
                optional(
                        keys,
                        prefix + CATALOG,
                        keys.properties().get("millrace.catalog.database"),
                        NAME,
                        "the name of a database of the Glue catalog"));
    }

    private static String optional(Keys keys, String key, String otherwise, Pattern form, String expected) {
        return keys.isSet(key) ? keys.text(key, form, expected) : keys.put(key, otherwise);
    }
}
