package io.sessionfold.engine.access;

import java.util.Locale;
import java.util.Optional;

/** A role of a caller: a set of verbs. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reads and commands: an end user in their own scope, a gateway or controller in the tenant's. */
    OPERATOR,
    /** Everything, and aborts anybody's runs (INV-40). */
    ADMIN,
    /** Reads, and reads what proves it. */
    AUDITOR;

    /** The role with a label, in lower case. */
    public static Optional<Role> of(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean may(Verb verb) {
        return switch (verb) {
            case READ -> true;
            case COMMAND, INGEST -> this == OPERATOR || this == ADMIN;
            case AUDIT -> this == AUDITOR || this == ADMIN;
            case ADMINISTER -> this == ADMIN;
        };
    }
}
