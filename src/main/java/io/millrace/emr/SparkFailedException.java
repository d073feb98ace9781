package io.millrace.emr;

/** A Spark job that did not do its work; the message has the last error of its log, and where that is. */
public final class SparkFailedException extends RuntimeException {
    SparkFailedException(String message) {
        super(message);
    }
}
