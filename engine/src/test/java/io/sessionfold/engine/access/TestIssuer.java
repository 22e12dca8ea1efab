package io.sessionfold.engine.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer of JWTs with one key at a time. */
public final class TestIssuer {

    public static final String ISSUER = "https://issuer.example";
    public static final String AUDIENCE = "sessionfold";

    private RSAKey key;

    public TestIssuer(String keyId) {
        this.key = newKey(keyId);
    }

    /** The key with its private part. */
    RSAKey key() {
        return key;
    }

    /** The JWKS that it publishes. */
    public String published() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Throws its key away for a new one. */
    public void rotate(String keyId) {
        key = newKey(keyId);
    }

    /** Claims that are good for a minute; a test spoils them. */
    public static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("someone-else", AUDIENCE))
                .subject("ada")
                .claim("tenant", "acme")
                .claim("roles", List.of("operator", "offline_access"))
                .jwtID("j-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    public String sign(JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, key);
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey with) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(with));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static RSAKey newKey(String keyId) {
        try {
            return new RSAKeyGenerator(2_048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
