package io.millrace.member;

/** A page is another instance's to look at: no failure, and nothing is kept of it. */
public final class HostNotHeldException extends RuntimeException {
    HostNotHeldException(String host, String holder) {
        super("host " + host + " is held by instance " + holder, null, false, false);
    }
}
