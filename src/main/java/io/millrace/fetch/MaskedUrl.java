package io.millrace.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses made fit for logs and messages: user names and query values that look like keys become {@code ***}. */
public final class MaskedUrl {
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@]*@");
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#?]+)=([^&;#]*)");
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(key|token|secret|sign|password|passwd|credential|auth|session|jwt).*|appid|app_id|pwd|pass|sid|sig|code");
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9_.~+/%=-]{24,}");
    private static final int LONGEST = 500;

    private MaskedUrl() {}

    /** The address with its secrets masked, at most 500 characters long. */
    public static String of(String url) {
        var masked = USER_INFO.matcher(url).replaceAll("***@");
        masked = PARAMETER
                .matcher(masked)
                .replaceAll(found -> found.group(1) + found.group(2) + "="
                        + (isSecret(found.group(2), found.group(3))
                                ? "***"
                                : Matcher.quoteReplacement(found.group(3))));
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    private static boolean isSecret(String name, String value) {
        return SECRET_NAME.matcher(name).matches()
                || SECRET_VALUE.matcher(value).matches();
    }
}
