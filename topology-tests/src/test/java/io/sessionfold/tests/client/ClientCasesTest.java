package io.sessionfold.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.client.Admission;
import io.sessionfold.client.Capabilities;
import io.sessionfold.client.Change;
import io.sessionfold.client.Changes;
import io.sessionfold.client.NewRun;
import io.sessionfold.client.NewSession;
import io.sessionfold.client.ProblemException;
import io.sessionfold.client.SessionFilter;
import io.sessionfold.client.SessionPage;
import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.client.events.LostRun;
import io.sessionfold.client.events.SessionAddress;
import io.sessionfold.client.events.SessionEvents;
import io.sessionfold.client.events.SessionPayloads;
import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.RouteRevocationReason;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.client.ClientStage.Who;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** T14, T15, T16 and T21 through the Java client, and what a gateway does after a restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientCasesTest {

    private ClientStage stage;
    private SessionfoldClient acme;
    private SessionfoldClient globex;

    @BeforeAll
    void start(@TempDir Path folder) {
        stage = ClientStage.start(folder, Map.of());
        acme = stage.client(Who.ACME_GATEWAY);
        globex = stage.client(Who.GLOBEX_GATEWAY);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    @DisplayName(
            "INV-37, INV-38: T14 two tenants with equal keys and users read, list, stream, abort and delete their own")
    void tenantsWithEqualKeysMeetNowhere() {
        SessionPage before = acme.page(SessionFilter.all(), 10, null);
        for (SessionfoldClient tenant : List.of(globex, acme)) {
            assertThat(tenant.create(NewSession.of("equal", "chat")).isApplied())
                    .isTrue();
            assertThat(tenant.startRun("equal", NewRun.of("r-1", "turn")).isAdmitted())
                    .isTrue();
        }

        assertThat(acme.abort("equal", "r-1", AbortStopReason.RPC).aborted()).isTrue();
        assertThat(acme.get("equal").row().getHasActiveRun()).isFalse();
        assertThat(globex.get("equal").row().getHasActiveRun()).isTrue();
        assertThat(acme.delete("equal").isApplied()).isTrue();

        assertThatThrownBy(() -> acme.get("equal"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("session_gone"));
        assertThat(globex.get("equal").row().getTenantId()).isEqualTo("globex");
        assertThat(globex.list(SessionFilter.all().ownedBy("gateway")))
                .extracting(SessionRow::getTenantId)
                .containsOnly("globex");
        assertThat(changesOf("equal", before.position())).containsOnly("acme");
    }

    @Test
    @DisplayName("INV-39: T15 a session is its owner's with any credential, and is not there for another user")
    void theOwnerIsTheUserWhateverTheCredential() {
        SessionfoldClient ada = stage.client(Who.ACME_ADA);
        SessionfoldClient adaElsewhere = stage.client(Who.ACME_ADA_ELSEWHERE);
        SessionfoldClient bob = stage.client(Who.ACME_BOB);
        assertThat(ada.create(NewSession.of("adas", "chat").named("Trip")).isApplied())
                .isTrue();

        assertThat(adaElsewhere.get("adas").row().getOwnerUserId()).isEqualTo("ada");
        assertThat(adaElsewhere.list(SessionFilter.all().named("Trip"))).hasSize(1);
        assertThat(bob.find("adas")).isEmpty();
        assertThat(bob.list(SessionFilter.all())).isEmpty();
        assertThatThrownBy(() -> bob.desire("adas", DesiredState.TERMINATED, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("session_not_found"));
    }

    @Test
    @DisplayName(
            "INV-41: T16 an old route is not revoked in a new one's place; gone, not found and live are told apart")
    void routesAreToldAndGoneIsNotNotFound() {
        assertThat(acme.create(NewSession.of("desk", "desktop")).isApplied()).isTrue();
        SessionAddress desk = SessionAddress.of("acme", "desk");
        try (SessionEvents events = events("controller-1")) {
            events.send(desk, SessionPayloads.routeAssigned(1, "http://10.0.0.1:9000", "vault:1"))
                    .join();
            events.send(desk, SessionPayloads.routeAssigned(2, "http://10.0.0.2:9000", "vault:2"))
                    .join();
            events.send(desk, SessionPayloads.routeRevoked(1, RouteRevocationReason.GONE))
                    .join();
        }
        // A command behind those events: what reads it reads them.
        assertThat(acme.startRun("desk", NewRun.of("r-1", "turn")).isAdmitted()).isTrue();

        assertThat(acme.route("desk").routeVersion()).isEqualTo(2);
        assertThat(acme.desire("desk", DesiredState.TERMINATED, true).isApplied())
                .isTrue();
        assertThatThrownBy(() -> acme.route("desk"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("session_gone"));
        assertThatThrownBy(() -> acme.route("never-made"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("session_not_found"));
    }

    @Test
    @DisplayName(
            "INV-36, INV-8: T21 of two clients that race for an exclusive session one is admitted, the other told by whom")
    void oneOfTwoRivalsWins() {
        assertThat(acme.create(NewSession.of("race", "chat")).isApplied()).isTrue();
        SessionfoldClient rival = stage.client(Who.ACME_GATEWAY);

        List<CompletableFuture<Admission>> sends = List.of(
                acme.async().startRun("race", NewRun.of("r-a", "turn").withIdempotencyKey("a")),
                rival.async().startRun("race", NewRun.of("r-b", "turn").withIdempotencyKey("b")));
        List<Admission> admitted = new ArrayList<>();
        List<ProblemException> refused = new ArrayList<>();
        for (CompletableFuture<Admission> send : sends) {
            try {
                admitted.add(send.join());
            } catch (CompletionException failed) {
                refused.add((ProblemException) failed.getCause());
            }
        }

        assertThat(admitted).hasSize(1);
        assertThat(admitted.get(0).fencingToken()).isNotNull();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).code()).isEqualTo("conversation_busy");
        String holder = admitted.get(0).runId();
        assertThat(refused.get(0).problem().member("runId")).contains(holder);
        Admission again = acme.startRun("race", NewRun.of(holder, "turn").withIdempotencyKey(holder.substring(2)));
        assertThat(again.cached()).isTrue();
        assertThat(again.status()).isEqualTo("in_flight");
    }

    @Test
    @DisplayName("INV-35: a gateway that was restarted finds the run it lost, and its interruption ends the run")
    void aRestartedGatewayReportsWhatItLost() {
        SessionfoldClient gateway = stage.gateway(Who.ACME_GATEWAY, "gw-7");
        assertThat(gateway.create(NewSession.of("lost", "chat")).isApplied()).isTrue();
        assertThat(gateway.startRun("lost", NewRun.of("r-1", "turn")).isAdmitted())
                .isTrue();

        try (SessionEvents events = events("gw-7")) {
            List<LostRun> lost = events.lostRuns(gateway, known -> false);
            assertThat(lost).extracting(LostRun::runId).containsExactly("r-1");
            events.report(lost.get(0), false, "The gateway was restarted").join();
        }

        assertThat(gateway.waitForRun("lost", "r-1", Duration.ofSeconds(60)).status())
                .isEqualTo("interrupted");
    }

    @Test
    @DisplayName("INV-43: a server that finds sessions by owner says so, and its own error goes through")
    void aServerThatFindsSessionsByOwnerSaysSo() {
        assertThat(acme.capabilities().supports(Capabilities.SESSIONS_BY_OWNER)).isTrue();
        assertThatThrownBy(() -> acme.get("never-made"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.explanation()).isEmpty());
    }

    @Test
    @DisplayName("INV-2: the README's example runs, and its last read knows all that was written before it")
    void theExampleOfTheReadmeRuns() {
        SessionRow row =
                ReadmeExample.run(stage.url(), Who.ACME_GATEWAY.token(), stage.bootstrapServers(), stage.registryUrl());

        assertThat(row.getHasActiveRun()).isFalse();
        assertThat(row.getLastRunId()).isEqualTo("r-1");
        assertThat(row.getLastRunStatus()).isEqualTo("done");
        assertThat(row.getActiveRunIds()).isEmpty();
    }

    /** The tenants of the changes of a session, up to its deletion. */
    private List<String> changesOf(String sessionKey, String position) {
        List<String> tenants = new ArrayList<>();
        try (Changes changes = acme.changesAfter(position)) {
            boolean isDeleted = false;
            while (!isDeleted) {
                Change change = changes.next().orElseThrow();
                if (change instanceof Change.Changed changed
                        && changed.row().getSessionKey().equals(sessionKey)) {
                    tenants.add(changed.row().getTenantId());
                }
                isDeleted = change instanceof Change.Deleted deleted
                        && deleted.sessionKey().equals(sessionKey);
            }
        }
        return tenants;
    }

    private SessionEvents events(String producerId) {
        return SessionEvents.builder(producerId)
                .connect(Map.of("bootstrap.servers", stage.bootstrapServers()), List.of(stage.registryUrl()));
    }
}
