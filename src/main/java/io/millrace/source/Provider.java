package io.millrace.source;

import io.millrace.config.SecretText;
import java.time.Duration;

/**
 * Who is asked for city signals, and how.
 *
 * @param name {@code open-meteo}, {@code openweathermap}, {@code aerodatabox}, {@code mediawiki}, {@code wikidata}
 * @param at base of its addresses, without a slash at its end; empty where the address is another's
 * @param key null where it wants none
 * @param keyHeader the header that the key goes into; null where it goes into a parameter or there is none
 * @param keyParameter the parameter that the key goes into; null likewise
 * @param every how long an answer counts as new
 * @param quota null for none
 */
public record Provider(
        String name, String at, SecretText key, String keyHeader, String keyParameter, Duration every, Quota quota) {
    /** The same, whose answers count as new for so long. */
    public Provider every(Duration pause) {
        return new Provider(name, at, key, keyHeader, keyParameter, pause, quota);
    }
}
