package io.millrace.alert;

import java.time.Instant;

/**
 * How a source is doing, as the processes that look at it know.
 *
 * @param paused whether a person has paused it
 * @param broken whether its pages show something else than they did
 * @param since when that began; null where it did not
 * @param worked when it last gave anything, whether that is loaded yet or not; null if that is not known
 * @param said what is wrong, in words; empty where nothing is
 */
public record SourceState(String source, boolean paused, boolean broken, Instant since, Instant worked, String said) {}
