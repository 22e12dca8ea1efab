package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.engine.http.TestServer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedriveCommandTest {

    private final TestServer server = new TestServer("acme");
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void aQuarantinedSession() {
        write(
                "e-1",
                SessionCreated.newBuilder()
                        .setSessionId("i-1")
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .build());
        server.log.poison = event -> true;
        write("e-2", SessionUpdated.newBuilder().setName("a").build());
        server.log.poison = event -> false;
        write("e-3", SessionUpdated.newBuilder().setName("b").build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-47: redrive lists what is quarantined, with the failure")
    void itListsWhatIsQuarantined() {
        assertThat(terminal.run("redrive", "list", "--url", url())).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out()).contains("chat-1").contains("java.lang.ArithmeticException");
    }

    @Test
    @DisplayName("INV-47: redrive shows what waits, in order")
    void itShowsWhatWaits() {
        assertThat(terminal.run("redrive", "show", "chat-1", "--url", url())).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out()).contains("java.lang.ArithmeticException").contains("sessionfold.events-");
        assertThat(terminal.out().indexOf("e-2")).isLessThan(terminal.out().indexOf("e-3"));
        assertThat(terminal.run("redrive", "show", "chat-2", "--url", url())).isEqualTo(ExitCodes.CHECK_FAILED);
    }

    @Test
    @DisplayName("INV-47: redrive releases, and says so")
    void itReleases() {
        assertThat(terminal.run("redrive", "release", "chat-1", "--url", url())).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out()).contains("is released");
        assertThat(terminal.run("redrive", "release", "chat-1", "--url", url())).isEqualTo(ExitCodes.CHECK_FAILED);
    }

    @Test
    @DisplayName("INV-47: a release that fails again, or is a part, ends with 1")
    void aReleaseThatFailsAgainSaysSo() {
        server.log.poison = event -> event.envelope().eventId().equals("e-3");
        assertThat(terminal.run("redrive", "release", "chat-1", "--url", url())).isEqualTo(ExitCodes.CHECK_FAILED);
        assertThat(terminal.out()).contains("still quarantined");
    }

    @Test
    @DisplayName("INV-46, INV-47: redrive leaves an event out by its position")
    void itLeavesAnEventOut() {
        assertThat(terminal.run("redrive", "release", "chat-1", "--skip", "sessionfold.events-0@1", "--url", url()))
                .isEqualTo(ExitCodes.DONE);
        assertThat(terminal.run("redrive", "release", "chat-1", "--skip", "the first", "--url", url()))
                .isEqualTo(ExitCodes.USAGE);
    }

    private void write(String eventId, SpecificRecord payload) {
        server.log
                .append(LifecycleEvent.newBuilder()
                        .setEventId(eventId)
                        .setTenantId("acme")
                        .setSessionKey("chat-1")
                        .setProducerId("gw-1")
                        .setEventTime(Instant.EPOCH)
                        .setSource(EventSource.GATEWAY)
                        .setPayload(payload)
                        .build())
                .join();
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }
}
