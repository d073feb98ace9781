package io.millrace.watch;

import java.time.Instant;

/**
 * Pages of a source show something else than they did.
 *
 * @param signal a field ({@code price}), {@code method}, {@code language}, {@code price_level} or {@code page}
 * @param was share of looks that showed what was usual, before
 * @param is share of the newest looks, at most 20
 * @param since when that began, UTC
 * @param url a page that shows it, without what follows its path
 * @param usual what the page usually showed
 * @param found what it showed instead, or the result of the look
 */
public record SourceAlarm(String signal, double was, double is, Instant since, String url, String usual, String found) {
    SourceAlarm with(double is) {
        return new SourceAlarm(signal, was, is, since, url, usual, found);
    }
}
