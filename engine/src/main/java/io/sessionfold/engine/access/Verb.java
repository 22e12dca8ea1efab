package io.sessionfold.engine.access;

import java.util.Locale;

/** What a caller wants to do. */
public enum Verb {
    /** Reads rows, lists, runs, routes and changes. */
    READ,
    /** Creates, resets, deletes and wishes; admits, aborts and settles runs. */
    COMMAND,
    /** Writes events as a gateway, a controller or a worker does. */
    INGEST,
    /** Reads digests and histories of the whole tenant. */
    AUDIT,
    /** Installs applications, and acts for other users. */
    ADMINISTER;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
