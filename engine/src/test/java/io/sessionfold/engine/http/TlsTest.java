package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.config.SettingsException;
import io.sessionfold.engine.tls.TestCertificates;
import io.sessionfold.engine.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void httpIsAnsweredOverTlsWithACertificateInPem(String algorithm) throws Exception {
        TestCertificates certificates = new TestCertificates(folder, algorithm);
        try (TestServer server = TestServer.with(pem(certificates))) {
            HttpResponse<String> answer = ask(server, TlsContexts.client(certificates.certificate()), null);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void httpIsAnsweredOverTlsWithACertificateInPkcs12() throws Exception {
        TestCertificates certificates = new TestCertificates(folder, "RSA");
        try (TestServer server = TestServer.with(Map.of(
                "http.tls.keystore",
                certificates.keystore().toString(),
                "http.tls.keystore.password",
                TestCertificates.PASSWORD))) {
            SSLContext trust = TlsContexts.client(certificates.certificate());
            assertThat(ask(server, trust, "TLSv1.3").statusCode()).isEqualTo(200);
            assertThat(ask(server, trust, "TLSv1.2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoeverDoesNotKnowTheAuthorityDoesNotBelieve() throws Exception {
        TestCertificates certificates = new TestCertificates(folder, "EC");
        try (TestServer server = TestServer.with(pem(certificates))) {
            assertThatThrownBy(() -> ask(server, TlsContexts.client(null), null))
                    .isInstanceOf(SSLException.class);
            assertThat(server.raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .doesNotContain("UP");
        }
    }

    @Test
    void aWrongFileIsOneSentenceWithoutWhatStandsInIt() throws Exception {
        TestCertificates certificates = new TestCertificates(folder, "RSA");
        Path broken = Files.writeString(folder.resolve("broken"), "-----BEGIN RSA PRIVATE KEY-----\nsecret\n");

        refusal(Map.of(
                        "http.tls.certificate",
                        certificates.certificate().toString(),
                        "http.tls.key",
                        broken.toString()))
                .contains("PKCS #8");
        refusal(Map.of("http.tls.certificate", broken.toString(), "http.tls.key", broken.toString()))
                .contains("a certificate");
        refusal(Map.of("http.tls.keystore", broken.toString(), "http.tls.keystore.password", "planted"))
                .contains("http.tls.keystore.password opens");
        refusal(Map.of(
                        "http.tls.keystore",
                        certificates.keystore().toString(),
                        "http.tls.keystore.password",
                        "planted"))
                .contains("http.tls.keystore.password opens");
        refusal(Map.of("http.tls.certificate", "absent.crt", "http.tls.key", "absent.key"))
                .contains("absent.crt");
        refusal(Map.of("http.tls.certificate", "a.crt")).contains("http.tls.key to be set");
        refusal(Map.of("http.tls.keystore", "a.p12")).contains("http.tls.keystore.password to be set");
    }

    private static AbstractStringAssert<?> refusal(Map<String, String> settings) {
        try (TestServer server = TestServer.with(settings)) {
            throw new AssertionError("Expected a refusal, but it answers on " + server.port());
        } catch (SettingsException | HttpStartException e) {
            return assertThat(e.getMessage())
                    .startsWith("Expected ")
                    .doesNotContain("secret")
                    .doesNotContain("planted");
        }
    }

    private static Map<String, String> pem(TestCertificates certificates) {
        return Map.of(
                "http.tls.certificate", certificates.certificate().toString(),
                "http.tls.key", certificates.key().toString());
    }

    private static HttpResponse<String> ask(TestServer server, SSLContext trust, @Nullable String version)
            throws IOException, InterruptedException {
        SSLParameters parameters = new SSLParameters();
        if (version != null) {
            parameters.setProtocols(new String[] {version});
        }
        return HttpClient.newBuilder()
                .sslContext(trust)
                .sslParameters(parameters)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
