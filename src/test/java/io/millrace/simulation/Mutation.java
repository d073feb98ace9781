package io.millrace.simulation;

/** A bug put in on purpose, to prove that the simulation would find one of its kind. */
enum Mutation {
    /** A create-only put writes over what is there. */
    OVERWRITE,
    /** A key that was taken is held to be this reader's own batch, as if its position could not be behind. */
    EXACT_POSITION,
    /** The key of a raw object depends on its last record too. */
    KEY_OF_FIRST_AND_LAST,
    /** The reader advances when its put has been sent. */
    ADVANCE_BEFORE_PUT,
    /** A plan takes what was put into the raw zone since the plan before was made. */
    PLAN_BY_TIME,
    /** A manifest is committed before its files are there. */
    MANIFEST_FIRST,
    /** A batch is planned again where a planner finds its number taken. */
    PLAN_AGAIN,
    /** A load does not look into the ledger. */
    NO_LEDGER_CHECK,
    /** The ledger's row is committed before the rows that it speaks of. */
    LEDGER_APART,
    /** Rows are upserted however old they are. */
    NO_PRUNING,
    /** A load takes no lock. */
    NO_LOCK
}
