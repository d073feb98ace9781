package io.millrace.fetch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The visits that are about to send a request, by a number that stands for them in a message's headers: what a request
 * holds may be secret, and a message's headers may be logged. Safe for many threads.
 */
final class Visits {
    /** Header of the message: the visit's number. It never reaches a site. */
    static final String HEADER = "MillraceVisitNumber";

    private final Map<String, Visit> waiting = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    String add(Visit visit) {
        var number = Long.toString(last.incrementAndGet());
        waiting.put(number, visit);
        return number;
    }

    /** The visit of that number, which is then forgotten; null if there is none. */
    Visit take(String number) {
        return waiting.remove(number);
    }
}
