package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationChange;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.application.ApplicationStatus;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The launch rules at the door (SS-16). */
class LaunchTest {

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anInstalledApplicationIsLaunched() throws Exception {
        application(ApplicationStatus.INSTALLED, true, null);

        assertThat(launch().statusCode()).isEqualTo(202);
    }

    @Test
    void anUnknownApplicationIsNotInstalledForAName() throws Exception {
        HttpResponse<String> answer = launch();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("unknown_application");
        assertThat(server.log.applicationEvents()).isEmpty();
    }

    @Test
    void anApplicationThatIsInstallingIsWaitedFor() throws Exception {
        application(ApplicationStatus.INSTALLING, true, null);

        HttpResponse<String> answer = launch();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("application_installing");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(server.log.applicationEvents()).isEmpty();
    }

    @Test
    void aMissingApplicationIsInstalledAgain() throws Exception {
        application(ApplicationStatus.MISSING, true, null);

        HttpResponse<String> answer = launch();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.log.applicationEvents()).singleElement().satisfies(event -> {
            assertThat(event.getTenantId()).isEqualTo("acme");
            assertThat(event.getApplicationId()).isEqualTo("vscode");
            assertThat(((ApplicationInstallRequested) event.getPayload()).getRequesterUserId())
                    .isNull();
        });
        assertThat(server.log.events()).isEmpty();
    }

    @Test
    void aFailedAndADisabledApplicationAreRefusedWithTheMessage() throws Exception {
        application(ApplicationStatus.FAILED, true, "no such image");
        HttpResponse<String> failed = launch();
        application(ApplicationStatus.INSTALLED, false, "too expensive");
        HttpResponse<String> disabled = launch();

        assertThat(failed.statusCode()).isEqualTo(409);
        assertThat(code(failed)).isEqualTo("application_failed");
        assertThat(failed.body()).contains("no such image");
        assertThat(disabled.statusCode()).isEqualTo(409);
        assertThat(code(disabled)).isEqualTo("application_disabled");
        assertThat(disabled.body()).contains("too expensive");
    }

    private HttpResponse<String> launch() throws Exception {
        return server.json(
                "POST", "/v1/sessions", "{\"sessionKey\":\"d\",\"kind\":\"desktop\",\"applicationId\":\"vscode\"}");
    }

    private void application(ApplicationStatus status, boolean enabled, @Nullable String said) {
        long nowMs = server.log.now.toEpochMilli();
        server.applications.put(new ApplicationRow(
                new ApplicationKey("acme", "vscode"),
                new ApplicationBody(
                        "VS Code", status, nowMs, enabled, enabled ? null : said, said, null, null, null, 0),
                1,
                new ApplicationChange("e-1", nowMs * 1_000, nowMs),
                new Position(Topics.APPLICATION_EVENTS, 0, 1)));
    }

    private static String code(HttpResponse<String> answer) {
        return TestServer.json(answer).path("code").textValue();
    }
}
