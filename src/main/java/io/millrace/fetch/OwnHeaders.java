package io.millrace.fetch;

import java.net.URI;
import java.util.Map;

/**
 * The headers that a source declares, which may be secret: they go to the site that the source names and to no other,
 * whatever it redirects to, and never in the clear where the source says https.
 */
final class OwnHeaders {
    private static final int NO_PORT = -1;

    private OwnHeaders() {}

    /**
     * What of them a request gets.
     *
     * @param declared the address that the source names, in normal form
     * @param at the address of the request, in normal form
     */
    static Map<String, String> of(Map<String, String> headers, URI declared, URI at) {
        return PageAddress.origin(declared).equals(PageAddress.origin(at)) || isUpgrade(declared, at)
                ? headers
                : Map.of();
    }

    /** The same host over https, both at their usual ports. */
    private static boolean isUpgrade(URI declared, URI at) {
        return declared.getHost().equals(at.getHost())
                && at.getScheme().equals("https")
                && declared.getPort() == NO_PORT
                && at.getPort() == NO_PORT;
    }
}
