package io.millrace.operate;

import java.time.Instant;
import java.util.List;

/**
 * The answer to one question about health. Written as JSON it is a contract: fields are added, never renamed.
 *
 * @param status {@code up}, or {@code down} if one of the checks is
 */
public record Health(String status, List<Check> checks) {
    static final String UP = "up";
    static final String DOWN = "down";

    /**
     * One thing that was looked at.
     *
     * @param status {@code up} or {@code down}
     * @param since when this process first found it so, UTC
     * @param detail what was found, for a person
     */
    public record Check(String name, String status, Instant since, String detail) {}

    static Health of(List<Check> checks) {
        return new Health(checks.stream().allMatch(check -> check.status().equals(UP)) ? UP : DOWN, checks);
    }

    boolean isUp() {
        return status.equals(UP);
    }
}
