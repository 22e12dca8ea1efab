package io.sessionfold.engine.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. The tenant comes from here and from nowhere else (INV-37).
 *
 * @param userId the user behind the credential: sessions belong to users, not to credentials (INV-39)
 * @param credentialId which credential it was; null if there was none
 */
public record Caller(
        String tenantId,
        String userId,
        Set<Role> roles,
        Scope scope,
        @Nullable String credentialId) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether any of the caller's roles has a verb. */
    public boolean may(Verb verb) {
        return roles.stream().anyMatch(role -> role.may(verb));
    }

    /** Whether the caller acts as an admin (INV-40). */
    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }
}
