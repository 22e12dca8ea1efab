package io.sessionfold.engine.config;

import java.net.URI;
import java.time.Duration;

/**
 * Whose JWTs are believed, and which claims say who a caller is.
 *
 * @param jwks where the issuer's public keys are
 * @param issuer what {@code iss} has to be
 * @param audience what {@code aud} has to contain
 * @param clockSkew how far the issuer's clock may be from this one's
 */
public record JwtSettings(
        URI jwks,
        String issuer,
        String audience,
        Duration clockSkew,
        String tenantClaim,
        String userClaim,
        String rolesClaim,
        String scopeClaim) {}
