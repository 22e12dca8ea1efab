package io.sessionfold.tests.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.tls.TlsContexts;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.security.TestAuthority;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that are asked over TLS, and ask each other over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HopsOverTlsTest {

    private static final int SESSIONS = 40;
    private static final String SERVED_BY = "Sessionfold-Served-By";

    private final EngineCluster cluster;
    private final Instances instances;
    private final Map<String, String> certified;
    private final Map<String, String> trusting;

    HopsOverTlsTest(@TempDir Path folder) throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        this.certified = Map.of(
                "http.tls.keystore",
                authority.keystore().toString(),
                "http.tls.keystore.password",
                TestAuthority.PASSWORD);
        this.trusting = new HashMap<>(certified);
        this.trusting.put("http.tls.trust", authority.certificate().toString());
        this.cluster = EngineCluster.start(folder);
        this.instances = new Instances(
                cluster,
                HttpClient.newBuilder()
                        .sslContext(TlsContexts.client(authority.certificate()))
                        .build());
    }

    @BeforeAll
    void start() throws Exception {
        instances.start("one", trusting);
        instances.start("two", trusting);
        instances.settle();
        new ChatTraffic(cluster).write(0, SESSIONS);
        cluster.flush();
        EngineCounts.await(
                instances.folding(), counts -> counts.get(Count.READ) == (long) SESSIONS * ChatTraffic.EVENTS);
    }

    @AfterAll
    void stop() {
        instances.close();
        cluster.close();
    }

    @Test
    @Order(1)
    @DisplayName("INV-41: what the other instance owns is answered after one hop over TLS, by its owner's fold")
    void whatTheOtherOwnsIsAnsweredAfterOneHop() throws Exception {
        for (ServingEngine engine : instances.all()) {
            assertThat(engine.url()).startsWith("https://");
            int hops = 0;
            for (int n = 0; n < SESSIONS; n++) {
                HttpResponse<String> answer = instances.get(engine, "/v1/sessions/s-" + n);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Sessionfold-Staleness-Ms"))
                        .isEmpty();
                hops += answer.headers().firstValue(SERVED_BY).isPresent() ? 1 : 0;
            }
            assertThat(hops).as("sessions that the other instance owns").isBetween(1, SESSIONS - 1);
            assertThat(instances.get(engine, "/v1/sessions/nobody").statusCode())
                    .isEqualTo(404);
            assertThat(RecordJson.parse(instances
                                    .get(engine, "/v1/sessions?count=true")
                                    .body())
                            .get("count")
                            .intValue())
                    .isEqualTo(SESSIONS);
        }
    }

    @Test
    @Order(2)
    @DisplayName(
            "INV-41: an instance that does not believe the certificates of the others says not ready, never not found")
    void whoDoesNotBelieveTheOthersDoesNotAskThem() throws Exception {
        ServingEngine distrustful = instances.start("three", certified);
        instances.settle();

        int withoutItsOwner = 0;
        for (int n = 0; n < SESSIONS; n++) {
            HttpResponse<String> answer = instances.get(distrustful, "/v1/sessions/s-" + n);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            assertThat(answer.headers().firstValue(SERVED_BY)).isEmpty();
            boolean isStale =
                    answer.headers().firstValue("Sessionfold-Staleness-Ms").isPresent();
            withoutItsOwner += answer.statusCode() == 503 || isStale ? 1 : 0;
        }
        assertThat(withoutItsOwner).as("sessions that another instance owns").isPositive();
    }
}
