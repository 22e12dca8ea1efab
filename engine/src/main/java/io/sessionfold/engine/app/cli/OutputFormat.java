package io.sessionfold.engine.app.cli;

import java.util.Locale;

/** For whom a command prints. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs: one JSON object per line. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
