package io.sessionfold.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.sun.net.httpserver.HttpServer;
import io.sessionfold.engine.config.JwtSettings;
import io.sessionfold.engine.tls.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static final TestIssuer FORGER = new TestIssuer("forger");

    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer("k-1");
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Supplier<String> answer = issuer::published;
    private HttpServer server;
    private JwtCredentials credentials;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        credentials = new JwtCredentials(
                new JwtSettings(
                        url,
                        TestIssuer.ISSUER,
                        TestIssuer.AUDIENCE,
                        Duration.ZERO,
                        "tenant",
                        "sub",
                        "roles",
                        "sessions"),
                IssuerKeys.at(url, TlsContexts.client(null)),
                clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keysAreFetchedOnceForManyTokens() {
        for (int n = 0; n < 20; n++) {
            assertThat(credentials.of(token())).isInstanceOf(Recognition.Known.class);
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesIt() {
        String old = token();
        assertThat(credentials.of(old)).isInstanceOf(Recognition.Known.class);
        issuer.rotate("k-2");

        assertThat(credentials.of(token())).isInstanceOf(Recognition.Known.class);
        assertThat(fetches).hasValue(2);
        assertThat(credentials.of(old)).as("signed with the key that is gone").isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void inventedNamesOfKeysAreUnknownAndCostTheIssuerNothing() {
        assertThat(credentials.of(token())).isInstanceOf(Recognition.Known.class);
        for (int n = 0; n < 50; n++) {
            String forged = forged("forged-" + n, clock);
            assertThat(credentials.of(forged)).isInstanceOf(Recognition.Unknown.class);
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(3);
        assertThat(credentials.of(token())).isInstanceOf(Recognition.Known.class);
    }

    @Test
    void anIssuerThatDoesNotAnswerIsNotTheCallersFault() {
        answer = () -> "";
        assertThat(credentials.of(token())).isInstanceOf(Recognition.Unavailable.class);
    }

    @Test
    void keysOutliveAnIssuerThatFallsSilent() {
        String token = token();
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Known.class);
        answer = () -> "";
        assertThat(credentials.of(token)).isInstanceOf(Recognition.Known.class);
    }

    @Test
    void moreBytesThanKeysHaveAreNotRead() {
        answer = () -> "{\"keys\":[],\"padding\":\"" + "x".repeat(IssuerKeys.BYTES_MAX) + "\"}";
        assertThat(credentials.of(token())).isInstanceOf(Recognition.Unavailable.class);
    }

    @Test
    void whatIsNoSetOfKeysIsNotTheCallersFault() {
        answer = () -> "<html>Sign in</html>";
        assertThat(credentials.of(token())).isInstanceOf(Recognition.Unavailable.class);
    }

    private String token() {
        return issuer.sign(TestIssuer.claims(clock.instant()).build());
    }

    private static String forged(String keyId, TestClock clock) {
        return TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                TestIssuer.claims(clock.instant()).build(),
                FORGER.key());
    }
}
