package io.millrace.run;

/** When the stages of a process look for work. */
public enum Rhythm {
    /** By their schedules, until the process is stopped. */
    SCHEDULED,
    /** Each source once; the stages behind it again and again, with short pauses. */
    ONCE,
    /** Warehouses only when they are asked to be loaded; else as {@link #ONCE}. */
    BY_HAND
}
