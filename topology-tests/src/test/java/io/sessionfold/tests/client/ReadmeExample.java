package io.sessionfold.tests.client;

import io.sessionfold.client.Admission;
import io.sessionfold.client.Credentials;
import io.sessionfold.client.NewRun;
import io.sessionfold.client.NewSession;
import io.sessionfold.client.RunSnapshot;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.client.events.RunPayloads;
import io.sessionfold.client.events.SessionAddress;
import io.sessionfold.client.events.SessionEvents;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.SettleResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The example of the client's README, which holds what stands between the marks. */
final class ReadmeExample {

    private ReadmeExample() {}

    /** What the example comes to: the session after its run. */
    static SessionRow run(URI server, String token, String kafka, String registry) {
        // example begins
        SessionfoldClient client = SessionfoldClient.builder(server)
                .credentials(Credentials.token(token))
                .producer("gateway-1")
                .build();
        client.create(NewSession.of("chat-1", "chat").ownedBy("ada"));
        Admission run = client.startRun("chat-1", NewRun.of("r-1", "turn").withIdempotencyKey("send-1"));

        try (SessionEvents events =
                SessionEvents.builder("gateway-1").connect(Map.of("bootstrap.servers", kafka), List.of(registry))) {
            SessionAddress chat = SessionAddress.of("acme", "chat-1");
            events.send(chat, RunPayloads.started(run.runId())).join();
            events.send(chat, RunPayloads.endedWith(run.runId(), "replies/1")).join();
        }

        RunSnapshot ended = client.waitForRun("chat-1", run.runId(), Duration.ofMinutes(1));
        client.settle("chat-1", ended.runId(), SettleResult.OK);
        SessionRow row = client.get("chat-1").row();
        // example ends
        return row;
    }
}
