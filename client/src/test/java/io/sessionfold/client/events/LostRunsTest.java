package io.sessionfold.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.client.Rows;
import io.sessionfold.client.ScriptedServer;
import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.RecordJson;
import io.sessionfold.wire.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A gateway that comes back and looks for what it lost. */
final class LostRunsTest {

    private static final SessionAddress CHAT = SessionAddress.of("acme", "chat-1");

    private final List<LifecycleEvent> written = new ArrayList<>();
    private final ScriptedServer server = new ScriptedServer().otherwise(request -> answers(request.target()));
    private final SessionfoldClient client = SessionfoldClient.at(server.url());
    private final SessionEvents events =
            SessionEvents.builder("gw-1").on(Producers.recording(written), Registry.mock("lost-runs"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-35: a gateway finds the active runs of its earlier life, and no other gateway's")
    void aGatewayFindsItsOwnLostRuns() {
        assertThat(events.lostRuns(client, known -> false))
                .containsExactly(new LostRun(CHAT, "i-1", "r-lost"), new LostRun(CHAT, "i-1", "r-taken-up"));
        assertThat(server.asked(0).target()).startsWith("/v1/sessions?").contains("producer=gw-1");
    }

    @Test
    @DisplayName("INV-35: what it lost it reports as interrupted, in the incarnation in which it was found")
    void aLostRunIsReported() {
        List<LostRun> lost = events.lostRuns(client, known -> known.runId().equals("r-taken-up"));
        lost.forEach(run -> assertThat(
                        events.report(run, true, "The gateway was restarted").join())
                .isNotNull());

        assertThat(written).hasSize(1);
        assertThat(written.get(0).getSessionId()).isEqualTo("i-1");
        assertThat(written.get(0).getPayload())
                .isEqualTo(new RunInterrupted("r-lost", true, "The gateway was restarted"));
    }

    private static Reply answers(String target) {
        SessionRow row = Rows.row("chat-1", 3, "r-ended", "r-lost", "r-other", "r-taken-up");
        if (target.startsWith("/v1/sessions?")) {
            return Reply.json(200, "{\"sessions\":[" + RecordJson.write(row) + "],\"cursor\":null}");
        }
        String runId = target.substring(target.lastIndexOf('/') + 1);
        Map<String, String> producers = Map.of("r-lost", "gw-1", "r-taken-up", "gw-1", "r-other", "gw-2");
        return producers.containsKey(runId)
                ? Reply.json(
                        200,
                        "{\"runId\":\"%s\",\"state\":\"RUNNING\",\"live\":true,\"outcome\":null,\"producerId\":\"%s\"}"
                                .formatted(runId, producers.get(runId)))
                : Reply.problem(404, "run_not_found");
    }
}
