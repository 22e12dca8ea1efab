package io.sessionfold.engine.access;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.VersionFold;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a credential claims of its bearer, held against what a caller can be. */
final class Claims {

    /** The longest id that an event takes. */
    private static final int USER_BYTES_MAX = 128;

    private Claims() {}

    /**
     * The caller; empty if the tenant or the user is none that can be, or there is no role that is known.
     *
     * @param roles labels; those of other systems are passed over
     * @param scope a label; null is the narrower one
     */
    static Optional<Caller> caller(
            String tenantId, String userId, Iterable<String> roles, @Nullable String scope, String credentialId) {
        Set<Role> known = EnumSet.noneOf(Role.class);
        roles.forEach(label -> Role.of(label).ifPresent(known::add));
        Optional<Scope> seen = scope == null ? Optional.of(Scope.OWN) : Scope.of(scope);
        if (known.isEmpty() || seen.isEmpty() || !isTenant(tenantId) || !isUser(userId)) {
            return Optional.empty();
        }
        return Optional.of(new Caller(tenantId, userId, known, seen.get(), credentialId));
    }

    /** The engine's own tenant is nobody's. */
    static boolean isTenant(String text) {
        return !text.equals(VersionFold.TENANT) && new SessionKey(text, "any").isValid();
    }

    static boolean isUser(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= USER_BYTES_MAX
                && text.codePoints()
                        .noneMatch(point -> Character.isISOControl(point)
                                || Character.isWhitespace(point)
                                || Character.getType(point) == Character.SURROGATE);
    }
}
