package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.access.ApiToken;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TokenLine;
import io.sessionfold.engine.http.TestServer;
import io.sessionfold.engine.http.TestTokens;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.tls.TestCertificates;
import io.sessionfold.json.RecordJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @Test
    void aTokenIsMadeWithTheLineThatLetsItIn() throws Exception {
        assertThat(terminal.run(
                        "token", "--tenant", "acme", "--user", "ada", "--role", "viewer,auditor", "--output", "json"))
                .isEqualTo(ExitCodes.DONE);
        JsonNode made = RecordJson.parse(terminal.out());
        String token = made.get("token").textValue();
        Path file =
                Files.writeString(folder.resolve("callers"), made.get("line").textValue() + "\n");

        assertThat(made.get("line").textValue())
                .startsWith(ApiToken.hash(token))
                .doesNotContain(token);
        try (TestServer server = TestServer.with(Map.of("http.auth", "tokens", "http.auth.file", file.toString()))) {
            server.stores.with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1));
            Terminal asking = new Terminal();
            assertThat(asking.run("get", "chat-1", "--url", url(server), "--token", token))
                    .isEqualTo(ExitCodes.DONE);
            assertThat(asking.out()).contains("sessionKey").doesNotContain(token);
        }
    }

    @Test
    void theTextShowsTheTokenOnceAndItsLine() {
        assertThat(terminal.run(
                        "token",
                        "--tenant",
                        "acme",
                        "--user",
                        "gateway",
                        "--role",
                        "operator",
                        "--scope",
                        "tenant",
                        "--expires",
                        "2027-01-31T00:00:00Z"))
                .isEqualTo(ExitCodes.DONE);
        String line = terminal.out().lines().toList().get(3).strip();

        assertThat(TokenLine.parse(line)).hasValueSatisfying(parsed -> {
            assertThat(parsed.caller().scope()).isEqualTo(Scope.TENANT);
            assertThat(parsed.caller().roles()).containsExactly(Role.OPERATOR);
            assertThat(parsed.expiresAt()).hasToString("2027-01-31T00:00:00Z");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tenant a/b --user ada --role viewer",
                "--tenant acme --user ada --role king",
                "--tenant acme --user ada --role viewer --scope all",
                "--tenant acme --user ada --role viewer --expires tomorrow",
                "--tenant acme --user ada",
            })
    void aWrongWishIsWrongUsage(String arguments) {
        assertThat(terminal.run(("token " + arguments).split(" ", -1))).isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void withoutOrWithAWrongTokenTheEngineRefusesAndTheTokenIsNotPrinted() {
        TestTokens tokens = new TestTokens(folder);
        String token = tokens.token("acme", "ada", Scope.OWN, Role.VIEWER);
        try (TestServer server = TestServer.with(tokens.settings())) {
            assertThat(terminal.run("list", "--url", url(server))).isEqualTo(ExitCodes.USAGE);
            assertThat(terminal.run("list", "--url", url(server), "--token", token + "x"))
                    .isEqualTo(ExitCodes.USAGE);
            assertThat(terminal.run("list", "--url", url(server), "--token", token + "\u0000x"))
                    .isEqualTo(ExitCodes.USAGE);
            assertThat(terminal.run("list", "--url", "http://127.0.0.1:1", "--token", token))
                    .isEqualTo(ExitCodes.UNREACHABLE);
            assertThat(terminal.run("list", "--url", url(server), "--token", token))
                    .isEqualTo(ExitCodes.DONE);
        }
        assertThat(terminal.err()).contains("bearer token").doesNotContain(token);
        assertThat(terminal.out()).doesNotContain(token);
    }

    @Test
    void overHttpsTheAuthorityToBelieveCanBeNamed() throws Exception {
        TestCertificates certificates = new TestCertificates(folder, "EC");
        try (TestServer server = TestServer.with(Map.of(
                "http.tenant", "acme",
                "http.tls.certificate", certificates.certificate().toString(),
                "http.tls.key", certificates.key().toString()))) {
            String url = "https://localhost:" + server.port();

            assertThat(terminal.run("list", "--url", url)).isEqualTo(ExitCodes.UNREACHABLE);
            assertThat(terminal.err()).contains("--trust");
            assertThat(terminal.run(
                            "list",
                            "--url",
                            url,
                            "--trust",
                            certificates.certificate().toString()))
                    .isEqualTo(ExitCodes.DONE);
        }
    }

    private static String url(TestServer server) {
        return "http://127.0.0.1:" + server.port();
    }
}
