package io.sessionfold.engine.access;

import java.util.Locale;
import java.util.Optional;

/** Which of a tenant's sessions a caller may see. */
public enum Scope {
    /** Those that the caller's user owns (INV-39). */
    OWN,
    /** All of the tenant. */
    TENANT,
    /** Those made with the caller's very credential: how servers without the capability sessions-by-owner looked. */
    CREDENTIAL;

    /** The scope with a label, in lower case, that a credential can have. */
    public static Optional<Scope> of(String label) {
        for (Scope scope : values()) {
            if (scope != CREDENTIAL && scope.label().equals(label)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
