package io.millrace.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a webhook is posted to, of which messages show the host alone: the rest may be a secret.
 *
 * @param port also where the address names none
 */
public record HookAddress(String host, int port, boolean isTls) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, without showing it
     */
    public static HookAddress of(String url) {
        try {
            var address = new URI(url);
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                var isTls = scheme.equals("https");
                var port = address.getPort() >= 0 ? address.getPort() : isTls ? HTTPS : HTTP;
                return new HookAddress(address.getHost(), port, isTls);
            }
        } catch (URISyntaxException e) {
            // Its message has the text.
        }
        throw new IllegalArgumentException("the url of the channel is no address such as https://acme.example/hook: set"
                + " it under alerts.channels in millrace.yaml, or mend the secret that it refers to");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
