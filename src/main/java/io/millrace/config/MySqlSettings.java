package io.millrace.config;

import java.util.regex.Pattern;

/**
 * What only a MySQL warehouse has.
 *
 * @param iamLogin whether the user logs in to RDS or Aurora with a token of IAM in place of a password
 */
public record MySqlSettings(boolean iamLogin) {
    static final String IAM_LOGIN = ".iam-login";

    private static final Pattern YES_OR_NO = Pattern.compile("true|false");

    /**
     * @param prefix of the warehouse's keys
     * @return null for a warehouse of another type, with which the key does not go
     */
    static MySqlSettings of(Keys keys, String prefix, boolean isMySql) {
        if (!isMySql) {
            keys.unwanted(prefix + IAM_LOGIN, "goes with a warehouse of type mysql: remove it, or set type: mysql");
            return null;
        }
        if (!keys.isSet(prefix + IAM_LOGIN)) {
            keys.put(prefix + IAM_LOGIN, "false");
            return new MySqlSettings(false);
        }
        var iam = Boolean.parseBoolean(keys.text(prefix + IAM_LOGIN, YES_OR_NO, "true or false"));
        if (iam) {
            keys.unwanted(prefix + ".password", "is not asked for where iam-login is true: remove one of the two");
            if ("local".equals(keys.properties().get("millrace.target"))) {
                keys.fault(
                        prefix + IAM_LOGIN,
                        "with target local AWS is never asked for credentials: set target: aws, or a password");
            }
        }
        return new MySqlSettings(iam);
    }
}
