package io.sessionfold.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.Capabilities;
import io.sessionfold.client.NewSession;
import io.sessionfold.client.ProblemException;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.tests.client.ClientStage.Who;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real server that looks sessions up by credential, as older ones did. */
final class OlderServerTest {

    @Test
    @DisplayName(
            "INV-43: an older server's 'not found' is explained to the owner with another credential, its others are not")
    void anOlderServersNotFoundIsExplained(@TempDir Path folder) {
        try (ClientStage stage = ClientStage.start(folder, Map.of("http.compat.sessions.by.owner", "false"))) {
            SessionfoldClient ada = stage.client(Who.ACME_ADA);
            SessionfoldClient adaElsewhere = stage.client(Who.ACME_ADA_ELSEWHERE);
            assertThat(ada.capabilities().supports(Capabilities.SESSIONS_BY_OWNER))
                    .isFalse();
            assertThat(ada.create(NewSession.of("adas", "chat")).isApplied()).isTrue();

            assertThat(ada.get("adas").row().getOwnerUserId()).isEqualTo("ada");
            assertThatThrownBy(() -> adaElsewhere.get("adas"))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.code()).isEqualTo("session_not_found");
                        assertThat(problem.explanation()).contains("This session was made with another access key");
                    });

            assertThat(ada.delete("adas").isApplied()).isTrue();
            assertThatThrownBy(() -> ada.run("adas", "r-1")).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.code()).isNotEqualTo("run_not_found");
                assertThat(problem.explanation().isPresent())
                        .isEqualTo(problem.code().equals("session_not_found"));
            });
        }
    }
}
