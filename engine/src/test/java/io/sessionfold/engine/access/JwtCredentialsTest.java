package io.sessionfold.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sessionfold.engine.config.JwtSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtCredentialsTest {

    private static final TestIssuer ISSUER = new TestIssuer("k-1");

    private final TestClock clock = new TestClock();
    private final JwtCredentials credentials = credentials("roles", "tenant");

    @Test
    void aSignedTokenSaysWhoTheCallerIs() {
        Caller caller = known(ISSUER.sign(TestIssuer.claims(clock.instant()).build()));

        assertThat(caller).isEqualTo(new Caller("acme", "ada", Set.of(Role.OPERATOR), Scope.OWN, "jwt-j-1"));
        assertThat(known(ISSUER.sign(TestIssuer.claims(clock.instant())
                                .claim("sessions", "tenant")
                                .build()))
                        .scope())
                .isEqualTo(Scope.TENANT);
    }

    @Test
    void claimsAreFoundByNameOrByPath() {
        JWTClaimsSet claims = TestIssuer.claims(clock.instant())
                .claim("realm_access", Map.of("roles", List.of("admin")))
                .claim("https://sessionfold.example/tenant", "globex")
                .build();
        Recognition found = credentials("realm_access.roles", "https://sessionfold.example/tenant")
                .of(ISSUER.sign(claims));

        assertThat(found)
                .isEqualTo(
                        new Recognition.Known(new Caller("globex", "ada", Set.of(Role.ADMIN), Scope.OWN, "jwt-j-1")));
    }

    @Test
    void rolesMayBeATextOfWords() {
        String token = ISSUER.sign(TestIssuer.claims(clock.instant())
                .claim("roles", "openid viewer auditor")
                .build());

        assertThat(known(token).roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.AUDITOR);
    }

    @Test
    void theClocksMayDifferALittle() {
        String token = ISSUER.sign(TestIssuer.claims(clock.instant()).build());

        clock.pass(Duration.ofSeconds(89));
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Known.class);
        clock.pass(Duration.ofSeconds(2));
        assertUnknown(token);
    }

    static List<UnaryOperator<JWTClaimsSet.Builder>> spoiled() {
        Date longAgo = Date.from(Instant.EPOCH);
        Date farAway = Date.from(Instant.parse("2999-01-01T00:00:00Z"));
        return List.of(
                claims -> claims.issuer("https://other.example"),
                claims -> claims.issuer(null),
                claims -> claims.audience("someone-else"),
                claims -> claims.audience((String) null),
                claims -> claims.expirationTime(longAgo),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(farAway),
                claims -> claims.subject(null),
                claims -> claims.subject(""),
                claims -> claims.subject("a b"),
                claims -> claims.subject("x".repeat(129)),
                claims -> claims.claim("tenant", null),
                claims -> claims.claim("tenant", ""),
                claims -> claims.claim("tenant", "acme/chat-1"),
                claims -> claims.claim("tenant", List.of("acme")),
                claims -> claims.claim("tenant", Map.of("id", "acme")),
                claims -> claims.claim("roles", null),
                claims -> claims.claim("roles", List.of()),
                claims -> claims.claim("roles", List.of("king")),
                claims -> claims.claim("roles", List.of(1, 2)),
                claims -> claims.claim("roles", true),
                claims -> claims.claim("sessions", "all"),
                claims -> claims.claim("sessions", List.of("tenant")),
                claims -> claims.claim("sessions", "credential"));
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void aTokenWithAWrongOrMissingClaimIsNobodys(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        assertUnknown(
                ISSUER.sign(spoil.apply(TestIssuer.claims(clock.instant())).build()));
    }

    @Test
    void aTokenWithoutASignatureIsNobodys() {
        JWTClaimsSet claims = TestIssuer.claims(clock.instant()).build();
        String signed = ISSUER.sign(claims);

        assertUnknown(new PlainJWT(claims).serialize());
        assertUnknown(signed.substring(0, signed.lastIndexOf('.') + 1));
        assertUnknown(signed.replaceFirst("^[^.]+", base64("{\"alg\":\"none\",\"kid\":\"k-1\"}")));
        assertUnknown(signed.replaceFirst("^[^.]+", base64("{\"alg\":\"None\",\"kid\":\"k-1\"}")));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k-1").build(),
                TestIssuer.claims(clock.instant()).build());
        forged.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));

        assertUnknown(forged.serialize());
    }

    @Test
    void aKeyThatATokenBringsOrPointsToIsNotUsed() {
        RSAKey own = TestIssuer.newKey("k-1");
        JWTClaimsSet claims = TestIssuer.claims(clock.instant()).build();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k-1");

        assertUnknown(TestIssuer.sign(header.build(), claims, own));
        assertUnknown(TestIssuer.sign(header.jwk(own.toPublicJWK()).build(), claims, own));
        assertUnknown(TestIssuer.sign(
                header.jwkURL(URI.create("http://127.0.0.1:1/keys")).build(), claims, own));
    }

    @Test
    void anotherKeyAnotherTypeAndAChangedTokenAreRefused() {
        JWTClaimsSet claims = TestIssuer.claims(clock.instant()).build();
        String signed = ISSUER.sign(claims);
        String[] parts = signed.split("\\.", -1);
        String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"acme\"", "\"globex\"");

        assertUnknown(parts[0] + '.' + base64(changed) + '.' + parts[2]);
        assertUnknown(TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k-9").build(), claims, ISSUER.key()));
        assertUnknown(TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k-1")
                        .type(new JOSEObjectType("secevent+jwt"))
                        .build(),
                claims,
                ISSUER.key()));
        assertUnknown(TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k-1")
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build(),
                claims,
                ISSUER.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.e30", "eyJhbGciOiJSUzI1NiJ9..", "sf_token"})
    void whatIsNoTokenIsNobodys(String text) {
        assertUnknown(text);
    }

    @Test
    void aHugeTokenIsNotLookedAt() {
        assertUnknown(ISSUER.sign(TestIssuer.claims(clock.instant())
                .claim("padding", "x".repeat(Credentials.CHARACTERS_MAX))
                .build()));
    }

    private JwtCredentials credentials(String roles, String tenant) {
        JwtSettings settings = new JwtSettings(
                URI.create("https://issuer.example/keys"),
                TestIssuer.ISSUER,
                TestIssuer.AUDIENCE,
                Duration.ofSeconds(30),
                tenant,
                "sub",
                roles,
                "sessions");
        return new JwtCredentials(
                settings, new ImmutableJWKSet<>(new JWKSet(ISSUER.key().toPublicJWK())), clock);
    }

    private Caller known(String token) {
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Known.class);
        return ((Recognition.Known) credentials.of(token)).caller();
    }

    private void assertUnknown(String token) {
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Unknown.class);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
