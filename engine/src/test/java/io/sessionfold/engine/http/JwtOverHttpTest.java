package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import io.sessionfold.engine.access.TestClock;
import io.sessionfold.engine.access.TestIssuer;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JwtOverHttpTest {

    private final Instant now = new TestClock().instant();

    private final TestIssuer issuer = new TestIssuer("k-1");
    private HttpServer keys;
    private TestServer server;

    @BeforeEach
    void serve() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/keys", exchange -> {
            byte[] body = issuer.published().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        keys.start();
        server = TestServer.with(Map.of(
                "http.auth",
                "jwt",
                "http.jwt.jwks.url",
                "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys",
                "http.jwt.issuer",
                TestIssuer.ISSUER,
                "http.jwt.audience",
                TestIssuer.AUDIENCE));
        server.stores
                .with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1))
                .with(0, TestSessions.session(new SessionKey("globex", "chat-1"), "ada", 1));
    }

    @AfterEach
    void stop() {
        server.close();
        keys.stop(0);
    }

    @Test
    @DisplayName("INV-37: the tenant of a JWT is the one that its issuer signed")
    void aJwtOpensItsOwnTenant() throws Exception {
        HttpResponse<String> answer = ask(issuer.sign(TestIssuer.claims(now).build()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("tenantId").textValue()).isEqualTo("acme");
    }

    @Test
    void aForgedOrExpiredOneIsRefusedInOneWay() throws Exception {
        JWTClaimsSet good = TestIssuer.claims(now).build();
        List<String> bad = List.of(
                new PlainJWT(good).serialize(),
                new TestIssuer("k-1").sign(good),
                new TestIssuer("k-9").sign(good),
                issuer.sign(TestIssuer.claims(now)
                        .expirationTime(Date.from(now.minusSeconds(60)))
                        .build()),
                issuer.sign(
                        TestIssuer.claims(now).issuer("https://other.example").build()),
                issuer.sign(TestIssuer.claims(now).claim("tenant", null).build()),
                "e30.e30.e30");
        String first = ask("nonsense").body();
        for (String token : bad) {
            HttpResponse<String> answer = ask(token);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(first);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void withoutTheIssuersKeysNobodyIsRefusedForGood() throws Exception {
        keys.stop(0);
        HttpResponse<String> answer = ask(issuer.sign(TestIssuer.claims(now).build()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("issuer_unavailable");
    }

    private HttpResponse<String> ask(String token) throws Exception {
        return server.get("/v1/sessions/chat-1", "Authorization", "Bearer " + token);
    }
}
