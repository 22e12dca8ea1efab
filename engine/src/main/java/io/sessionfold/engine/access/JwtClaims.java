package io.sessionfold.engine.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a JWT by their names, or by a path of names with dots between (as {@code realm_access.roles}). */
final class JwtClaims {

    private final JWTClaimsSet claims;

    JwtClaims(JWTClaimsSet claims) {
        this.claims = claims;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** A text; empty if the claim is absent or anything else. */
    Optional<String> text(String name) {
        return find(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A list of texts, or a text of words; empty if the claim is absent or anything else. */
    Optional<List<String>> texts(String name) {
        Object value = find(name);
        if (value instanceof String text) {
            return Optional.of(Arrays.asList(text.strip().split("\\s+", -1)));
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String.class::cast).toList());
        }
        return Optional.empty();
    }

    /** The token's own id if it has one. */
    String credentialId() {
        String id = claims.getJWTID();
        return id == null || !Claims.isUser(id) ? "jwt" : "jwt-" + id;
    }

    private @Nullable Object find(String name) {
        Object whole = claims.getClaim(name);
        if (whole != null) {
            return whole;
        }
        // A name with dots may be one claim's (a URL, say); only then is it a path.
        Object value = claims.getClaims();
        for (String step : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return value;
    }
}
