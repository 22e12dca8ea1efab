package io.sessionfold.engine.access;

import java.util.Locale;

/** Which of a tenant's sessions a caller may see. */
public enum Scope {
    /** Those that the caller's user owns (INV-39). */
    OWN,
    /** All of the tenant. */
    TENANT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
