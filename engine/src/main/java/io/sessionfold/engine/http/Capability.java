package io.sessionfold.engine.http;

import java.util.Locale;

/**
 * What a client can rely on, by name, and the version that it came in (INV-43). A name is never used for anything else, and
 * goes only with what it names.
 */
enum Capability {
    /** Sessions are looked up by the user that owns them, whatever the credential (INV-39). */
    SESSIONS_BY_OWNER("0.1.0"),
    /** A read waits for the position that an earlier answer named (INV-2). */
    POSITION_TOKENS("0.1.0"),
    /** A command that is sent twice with one Idempotency-Key is decided once. */
    IDEMPOTENCY_KEYS("0.1.0"),
    /** Commands answer with what the fold decided. */
    DECIDED_COMMANDS("0.1.0"),
    /** Events are taken as CloudEvents too. */
    CLOUDEVENTS("0.1.0"),
    /** While no owner can be asked, a copy answers and says how old it is. */
    STANDBY_READS("0.1.0"),
    /** A stream of changes goes on behind its Last-Event-ID, on every instance. */
    SESSION_CHANGES_RESUME("0.1.0"),
    /** A session is found by its owner and name; two matches are said. */
    SESSIONS_BY_NAME("0.1.0"),
    /** A session's transitions, and its row as of a position or a time. */
    SESSION_HISTORY("0.1.0");

    private final String since;

    Capability(String since) {
        this.since = since;
    }

    /** The version of the engine that it came in. */
    String since() {
        return since;
    }

    /** The name that clients know, such as {@code sessions-by-owner}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
