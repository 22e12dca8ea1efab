package io.sessionfold.engine.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The passes with which instances call each other: a JWT (HS256) that ends soon and is good for one method and one path
 * with its query, signed with a key made of the secret that they share. Thread-safe.
 */
public final class PeerPasses {

    /** Carries the pass. */
    public static final String HEADER = "Sessionfold-Peer";

    /** Long enough for clocks that differ a little, too short to be of use to who finds one. */
    private static final Duration LIFE = Duration.ofSeconds(30);

    private static final String METHOD = "htm";
    private static final String PATH = "htu";

    private final byte @Nullable [] key;
    private final InstantSource clock;

    /** @param secret what the instances share; null if they have none: then nothing is signed, and no pass is good */
    public PeerPasses(@Nullable String secret, InstantSource clock) {
        this.key = secret == null ? null : sha256("sessionfold-peer\0" + secret);
        this.clock = clock;
    }

    /** Whether there is a secret to sign with. */
    public boolean isSigned() {
        return key != null;
    }

    /** A pass for one request; empty text without a secret. */
    public String make(String method, String pathAndQuery) {
        if (key == null) {
            return "";
        }
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim(METHOD, method)
                .claim(PATH, pathAndQuery)
                .build();
        SignedJWT pass = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            pass.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Expected a pass to be signed with HS256, but it cannot be", e);
        }
        return pass.serialize();
    }

    /** Whether a pass is good for a request. */
    public boolean isGood(@Nullable String pass, String method, String pathAndQuery) {
        if (key == null || pass == null) {
            return false;
        }
        try {
            SignedJWT signed = SignedJWT.parse(pass);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            return JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
                    && signed.verify(new MACVerifier(key))
                    && isTimely(claims)
                    && method.equals(claims.getStringClaim(METHOD))
                    && pathAndQuery.equals(claims.getStringClaim(PATH));
        } catch (ParseException | JOSEException e) {
            // Whatever it is, it is no pass.
            return false;
        }
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        return claims.getExpirationTime() != null
                && claims.getIssueTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant())
                && !claims.getIssueTime().toInstant().isAfter(now.plus(LIFE));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 to be there, as every JDK has it", e);
        }
    }
}
