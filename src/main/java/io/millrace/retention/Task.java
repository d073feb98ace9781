package io.millrace.retention;

/** A part of a round that tells its steps one after the other, each after the one before is done. */
@FunctionalInterface
interface Task {
    /** The next step; null if there is none any more. */
    Step next() throws Exception;
}
