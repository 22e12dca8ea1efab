package io.sessionfold.engine.verify;

import java.util.Locale;

/** What a verification can find. What makes other findings follow stands first, so that it is shown first. */
public enum Kind {

    /** The beginning of the log is gone, and nothing verified stands in for it. */
    LOG_TRUNCATED("the beginning of the log is gone"),

    /** The registry does not know a schema that it knew when the event was folded. */
    SCHEMA_LOST("a schema is gone from the registry"),

    /** The fold fails on an event on which the live one did not. */
    FOLD_FAILED("the fold fails where the live one did not"),

    /** The log says that the fold failed on an event, but nothing says that it did: no engine wrote that. */
    QUARANTINE_FORGED("a quarantine that never was"),

    /** A record follows from the log, and does not stand in its topic. */
    RECORD_MISSING("a record is missing"),

    /** A record stands in its topic twice. */
    RECORD_DOUBLED("a record is there twice"),

    /** Two records stand in the wrong order. */
    RECORDS_SWAPPED("records are out of order"),

    /** A record says something else than what follows from the log. */
    RECORD_CHANGED("a record was changed"),

    /** A record that does not follow from the log. */
    RECORD_UNEXPECTED("a record that nothing led to"),

    /** A record that is none of the contract. */
    RECORD_UNREADABLE("a record cannot be read"),

    /** A live state is not what follows from the log at the position where it says it stands. */
    STATE_DIFFERS("a live state differs"),

    /** There is no live state where the log leads to one. */
    STATE_MISSING("a live state is missing"),

    /** There is a live state where the log leads to none. */
    STATE_UNEXPECTED("a live state that nothing led to"),

    /** A row that the engine serves is not what follows from the log. */
    ROW_DIFFERS("a served row differs"),

    /** The engine serves no row of a session that exists. */
    ROW_MISSING("a row is not served"),

    /** The engine serves a row where the log leads to none, or a second one. */
    ROW_UNEXPECTED("a served row that nothing led to"),

    /** A checkpoint does not say what follows from the log before it. */
    CHECKPOINT_DIFFERS("a checkpoint differs"),

    /** The live counts of a partition are not those of its log. */
    COUNTS_DIFFER("the live counts differ"),

    /** The counts of a partition do not add up. */
    NOT_CONSERVED("records without a decision"),

    /** What was published breaks an invariant, whatever the log says. */
    INVARIANT_BROKEN("an invariant is broken");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** The stable code, for scripts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a few words. */
    public String words() {
        return words;
    }
}
