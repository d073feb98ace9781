package io.millrace.member;

import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;

/**
 * What an instance tells the others every few seconds, written over what it told before.
 *
 * @param instance unique to one life of one process
 * @param host name of its machine, for people
 * @param machine what tells process numbers apart: equal only where {@code pid} means the same to both
 * @param started when the process began, UTC; null if the system does not tell
 * @param roles stages that it takes over, in lower case
 * @param beat counts up, so that each is seen to be another
 * @param at when it was written, UTC, for people: nobody compares it with a clock of his own
 * @param publisher id of the process's publisher; null if it has none
 * @param numbered greatest number that was given to an event
 * @param published greatest number through which every event is in the stream or kept
 * @param stopped whether the instance has ended, and holds nothing
 */
public record Heartbeat(
        String instance,
        String host,
        String machine,
        long pid,
        Instant started,
        List<String> roles,
        long beat,
        Instant at,
        String publisher,
        long numbered,
        long published,
        boolean stopped) {
    /** Prefix of all instances' objects: beside {@code _state/}, which is listed whole to find the shards. */
    static final String FOLDER = "_members/instances/";

    static final String ENDING = ".json";

    public Heartbeat {
        roles = List.copyOf(roles);
    }

    /** Key of an instance's object. */
    public static String key(String instance) {
        return FOLDER + instance + ENDING;
    }

    /** The same of an instance that has ended. */
    Heartbeat ended() {
        return new Heartbeat(
                instance, host, machine, pid, started, roles, beat, at, publisher, numbered, published, true);
    }

    byte[] toJson() {
        return Json.bytes(this);
    }

    static Heartbeat read(byte[] json, String key) {
        return Json.read(json, Heartbeat.class, key);
    }
}
