package io.sessionfold.engine.store;

/** What sessions are found by. The codes are in stored keys: none is ever given a second meaning. */
public enum IndexField {
    /** The owner's user id. */
    OWNER(1),
    /** The phase's name. */
    PHASE(2),
    /** Whether a visible run is active; only {@code true} is kept. */
    ACTIVE(3),
    /** What kind of session it is: every session that exists has exactly one. */
    KIND(4),
    /** The name, of sessions that have one. */
    NAME(5),
    /** Owner and name together, of sessions that are not terminal: what a name stands for (INV-39). */
    LIVE_NAME(6),
    /** A producer that admitted one of its active runs: what a restarted gateway asks for (INV-35). */
    PRODUCER(7),
    /** Whether it waits for a repair (INV-47); only {@code true} is kept. */
    QUARANTINED(8);

    private final byte code;

    IndexField(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for it in a stored key. */
    byte code() {
        return code;
    }
}
