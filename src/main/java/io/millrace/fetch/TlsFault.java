package io.millrace.fetch;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why there is no secure connection, in a user's words. Nothing of it can be switched off: a page from whoever answers is
 * not the page of its site.
 */
record TlsFault(String found, String cure) {
    private static final String OWNER = "the site's owner has to renew it, check the address in a browser";

    static TlsFault of(SSLException e) {
        if (caused(e, CertificateExpiredException.class)) {
            return new TlsFault("a certificate that has expired", OWNER);
        }
        if (caused(e, CertificateNotYetValidException.class)) {
            return new TlsFault(
                    "a certificate that is not valid yet",
                    "check this machine's clock, else the site's owner must act");
        }
        var said = String.valueOf(e.getMessage());
        if (caused(e, SSLPeerUnverifiedException.class)
                || said.contains("No subject alternative")
                || said.contains("No name matching")) {
            return new TlsFault(
                    "a certificate of another host",
                    "write the host's name as the certificate does, see it in a browser");
        }
        if (caused(e, CertPathBuilderException.class) || caused(e, CertPathValidatorException.class)) {
            return new TlsFault(
                    "a certificate that nobody vouches for whom this machine trusts (self-signed, or of a company's own"
                            + " authority)",
                    "if the authority is yours, add it to Java's trust store (-Djavax.net.ssl.trustStore)");
        }
        if (said.contains("protocol_version") || said.contains("not accepted by client preferences")) {
            return new TlsFault(
                    "a site that speaks no version of TLS from 1.2 on",
                    "its owner has to renew its software, nothing can be done on this side");
        }
        if (said.contains("plaintext connection") || said.contains("Unsupported or unrecognized SSL message")) {
            return new TlsFault("an answer that is not TLS", "if the site has no https, write http://");
        }
        return new TlsFault("no secure connection (" + said + ")", "check the address in a browser");
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> type) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
