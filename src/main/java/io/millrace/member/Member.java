package io.millrace.member;

import java.time.Duration;
import java.util.List;

/**
 * An instance as this process sees it.
 *
 * @param roles stages that it takes over, in lower case
 * @param age since its heartbeat was last seen to change
 * @param alive whether it counts as living
 * @param publisher id of its publisher; null if it has none
 * @param numbered greatest number that its publisher gave to an event
 * @param published greatest number through which its events are in the stream or kept
 */
public record Member(
        String instance,
        String host,
        List<String> roles,
        Duration age,
        boolean alive,
        String publisher,
        long numbered,
        long published) {}
