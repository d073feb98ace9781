package io.millrace.emr;

import java.time.Duration;

/**
 * How long things are waited for.
 *
 * @param first pause before the second look at a job; it grows by half each time
 * @param longest pause between two looks
 * @param lost how long the job of another's submission is looked for before that counts as lost
 * @param trouble how long AWS may not answer before the round ends
 * @param cancel how long a job may take to end once it is cancelled
 * @param limit how long a job may run
 */
public record Patience(
        Duration first, Duration longest, Duration lost, Duration trouble, Duration cancel, Duration limit) {
    /** That of a service, which bills requests by nothing but throttles them. */
    public static Patience withAws(Duration limit) {
        return new Patience(
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(5),
                limit);
    }

    /** That with the stand-in, which is asked for nothing. */
    public static Patience withStandin(Duration limit) {
        return new Patience(
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                limit);
    }
}
