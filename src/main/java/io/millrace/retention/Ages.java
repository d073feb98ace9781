package io.millrace.retention;

import java.time.Duration;

/**
 * After what age things go; null: never.
 *
 * @param raw objects of the raw zone
 * @param processed Parquet files whose rows count
 * @param replaced Parquet files that count for nothing any more
 * @param rejected rejected lines, and events that were rejected unsent
 * @param failed pages that could not be fetched
 * @param uncommitted files that no manifest names
 */
public record Ages(
        Duration raw,
        Duration processed,
        Duration replaced,
        Duration rejected,
        Duration failed,
        Duration uncommitted) {}
