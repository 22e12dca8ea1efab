package io.sessionfold.engine.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.sessionfold.engine.config.JwtSettings;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JWTs of one issuer, signed with one of the keys that it publishes. Only asymmetric signatures count: whoever could check
 * another could also make one. Keys that a token brings or points to are not looked at.
 */
public final class JwtCredentials implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(JwtCredentials.class);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final JwtSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** @param keys the issuer's */
    public JwtCredentials(JwtSettings settings, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.settings = settings;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(verifier(settings, clock));
    }

    @Override
    public Recognition of(String token) {
        if (token.length() > CHARACTERS_MAX) {
            return new Recognition.Unknown();
        }
        try {
            return caller(processor.process(token, null))
                    .<Recognition>map(Recognition.Known::new)
                    .orElseGet(Recognition.Unknown::new);
        } catch (RateLimitReachedException e) {
            // The keys were fetched a moment ago, and the one that it names was not among them.
            return new Recognition.Unknown();
        } catch (KeySourceException e) {
            LOG.atWarn().setCause(e).addKeyValue("url", settings.jwks()).log("The issuer's keys cannot be had");
            return new Recognition.Unavailable();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            // The reason stays out of the answer, and the token out of the log.
            LOG.debug("A JWT was refused: {}", e.getClass().getSimpleName());
            return new Recognition.Unknown();
        }
    }

    private Optional<Caller> caller(JWTClaimsSet claims) {
        JwtClaims read = new JwtClaims(claims);
        Optional<String> tenant = read.text(settings.tenantClaim());
        Optional<String> user = read.text(settings.userClaim());
        Optional<List<String>> roles = read.texts(settings.rolesClaim());
        if (tenant.isEmpty() || user.isEmpty() || roles.isEmpty()) {
            return Optional.empty();
        }
        boolean saysScope = read.has(settings.scopeClaim());
        Optional<String> scope = read.text(settings.scopeClaim());
        return saysScope && scope.isEmpty()
                ? Optional.empty()
                : Claims.caller(tenant.get(), user.get(), roles.get(), scope.orElse(null), read.credentialId());
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(JwtSettings settings, InstantSource clock) {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(settings.clockSkew().toSeconds()));
        return verifier;
    }
}
