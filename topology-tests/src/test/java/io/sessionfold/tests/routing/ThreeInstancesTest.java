package io.sessionfold.tests.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.LiveStates;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three instances on one broker answer as one, and two of them when the third has left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ThreeInstancesTest {

    private static final int SESSIONS = 40;
    private static final int APPLICATIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MIN_POSITION = "Sessionfold-Min-Position";

    private final EngineCluster cluster;
    private final Instances instances;
    private final ChatTraffic traffic;

    ThreeInstancesTest(@TempDir Path folder) {
        this.cluster = EngineCluster.start(folder);
        this.instances = new Instances(cluster);
        this.traffic = new ChatTraffic(cluster);
    }

    @BeforeAll
    void start() throws Exception {
        for (String name : List.of("one", "two", "three")) {
            instances.start(name);
        }
        instances.settle();
        traffic.write(0, SESSIONS);
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
    @DisplayName(
            "INV-7, INV-41: any instance answers for any key with the fold of the log, and knows what is not there")
    void anyInstanceAnswersForAnyKey() throws Exception {
        Map<SessionKey, String> digests = digests();
        for (ServingEngine engine : instances.all()) {
            int served = 0;
            for (SessionKey key : digests.keySet()) {
                HttpResponse<String> answer = instances.get(engine, "/v1/sessions/" + key.sessionKey());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(digest(answer)).isEqualTo(digests.get(key));
                assertThat(answer.headers().firstValue("Sessionfold-Staleness-Ms"))
                        .isEmpty();
                served += answer.headers().firstValue("Sessionfold-Served-By").isPresent() ? 1 : 0;
            }
            assertThat(served).as("sessions that another instance owns").isBetween(1, SESSIONS - 1);
            for (int n = 0; n < SESSIONS; n++) {
                assertThat(instances.get(engine, "/v1/sessions/nobody-" + n).statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    @Order(2)
    @DisplayName("INV-7: a list and a count over all instances are those of the fold of the log, from any of them")
    void aListOverAllInstancesIsThatOfTheFold() throws Exception {
        List<String> expected = new ArrayList<>(new TreeSet<>(
                digests().keySet().stream().map(SessionKey::sessionKey).toList()));
        for (ServingEngine engine : instances.all()) {
            List<String> listed = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = RecordJson.parse(instances
                        .get(engine, "/v1/sessions?owner=ada&limit=7" + cursor)
                        .body());
                listed.addAll(page.get("sessions").findValuesAsText("sessionKey"));
                cursor = page.get("cursor").isNull()
                        ? ""
                        : "&cursor=" + page.get("cursor").textValue();
            } while (!cursor.isEmpty());
            assertThat(listed).isEqualTo(expected);
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
    void anApplicationIsFoundAndListedFromAnyInstance() throws Exception {
        Set<String> ids = new TreeSet<>();
        for (int n = 0; n < APPLICATIONS; n++) {
            ids.add("app-" + n);
            ServingEngine any = instances.all().get(n % instances.all().size());
            assertThat(instances
                            .post(any, "/v1/applications/app-" + n + "/install", "{\"name\":\"App\"}")
                            .statusCode())
                    .isEqualTo(202);
        }
        for (ServingEngine engine : instances.all()) {
            Awaitility.await("every application is folded")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(applications(engine)).isEqualTo(List.copyOf(ids)));
            for (String id : ids) {
                assertThat(instances.get(engine, "/v1/applications/" + id).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @Order(3)
    @DisplayName("INV-2: a position that one instance gave is reached on every other one and on a copy, refused or not")
    void aPositionIsReachedEverywhere() throws Exception {
        ServingEngine first = instances.all().get(0);
        String path = "/v1/sessions/s-7";
        String before = position(instances.get(first, path));
        // It starts a run that has ended: refused, and yet a position.
        traffic.write("s-7", ChatTraffic.EVENTS + 2);
        cluster.flush();
        String after = Awaitility.await("the refusal is folded")
                .atMost(PATIENCE)
                .until(() -> position(instances.get(first, path)), position -> !position.equals(before));

        for (ServingEngine engine : instances.all()) {
            HttpResponse<String> answer = instances.get(engine, path, MIN_POSITION, after);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(position(answer)).isEqualTo(after);
        }
        SessionKey key = new SessionKey(ChatTraffic.TENANT, "s-7");
        long offset = PositionToken.parse(after)
                .orElseThrow()
                .events()
                .values()
                .iterator()
                .next();
        List<SessionRead> copies = new ArrayList<>();
        for (ServingEngine engine : instances.all()) {
            if (engine.queries().peers().copies().read(key, ReadWish.behind(offset))
                            instanceof QueryResult.Found<SessionRead> copy
                    && !(engine.queries().peers().sessions().read(key, ReadWish.ANY)
                            instanceof QueryResult.Found<SessionRead>)) {
                copies.add(copy.value());
            }
        }
        assertThat(copies).singleElement().satisfies(copy -> {
            assertThat(copy.session().progress().position().offset()).isEqualTo(offset);
            assertThat(copy.source().isOwner()).isFalse();
        });
    }

    @Test
    @Order(4)
    @DisplayName("INV-2: a position of another log, or beyond the end of this one, is never reached")
    void aPositionThatIsNotInTheLogIsNeverReached() throws Exception {
        for (ServingEngine engine : instances.all()) {
            PositionToken real = PositionToken.parse(position(instances.get(engine, "/v1/sessions/s-1")))
                    .orElseThrow();
            String foreign = real.in(new LogIdentity(real.log().value() + 1)).text();
            TreeMap<Integer, Long> later = new TreeMap<>(real.events());
            later.replaceAll((partition, offset) -> offset + 1_000_000);
            String beyond = new PositionToken(real.log(), later, real.changes()).text();

            for (String token : List.of(foreign, beyond)) {
                assertThat(instances
                                .get(engine, "/v1/sessions/s-1", MIN_POSITION, token)
                                .statusCode())
                        .isEqualTo(412);
                assertThat(instances
                                .get(engine, "/v1/sessions", MIN_POSITION, token)
                                .statusCode())
                        .isEqualTo(412);
            }
        }
    }

    @Test
    @Order(5)
    @DisplayName("What the instances ask each other is answered to nobody without the secret that they share")
    void whoeverIsNoInstanceGetsNothing() throws Exception {
        ServingEngine engine = instances.all().get(0);

        assertThat(instances
                        .get(engine, "/internal/v1/owned-session?key=acme%2Fs-1")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @Order(6)
    @DisplayName(
            "INV-41: while an instance leaves, the others say what the log says, or that they cannot, and never not found")
    void whileAnInstanceLeavesNothingWrongIsSaid() throws Exception {
        Map<SessionKey, String> digests = digests();
        ServingEngine leaving = instances.all().get(2);
        CompletableFuture<Void> left = CompletableFuture.runAsync(() -> instances.stop(leaving));
        List<ServingEngine> staying = instances.all().subList(0, 2);
        boolean isComplete = false;
        long giveUpAtNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!isComplete) {
            isComplete = left.isDone();
            for (ServingEngine engine : staying) {
                for (SessionKey key : digests.keySet()) {
                    HttpResponse<String> answer = instances.get(engine, "/v1/sessions/" + key.sessionKey());
                    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
                    if (answer.statusCode() == 200) {
                        assertThat(digest(answer)).isEqualTo(digests.get(key));
                    } else {
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    }
                    isComplete &= answer.statusCode() == 200
                            && answer.headers()
                                    .firstValue("Sessionfold-Staleness-Ms")
                                    .isEmpty();
                }
            }
            assertThat(System.nanoTime()).as("the others have taken over").isLessThan(giveUpAtNanos);
        }
        left.join();
        for (ServingEngine engine : staying) {
            assertThat(RecordJson.parse(instances
                                    .get(engine, "/v1/sessions?count=true")
                                    .body())
                            .get("count")
                            .intValue())
                    .isEqualTo(SESSIONS);
        }
    }

    private Map<SessionKey, String> digests() {
        return LiveStates.digests(cluster);
    }

    private static String digest(HttpResponse<String> answer) {
        return RecordJson.parse(answer.body()).get("historyDigest").textValue();
    }

    private List<String> applications(ServingEngine engine) throws Exception {
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = RecordJson.parse(
                    instances.get(engine, "/v1/applications?limit=5" + cursor).body());
            listed.addAll(page.path("applications").findValuesAsText("applicationId"));
            cursor = page.path("cursor").isTextual()
                    ? "&cursor=" + page.path("cursor").textValue()
                    : "";
        } while (!cursor.isEmpty());
        return listed;
    }

    private static String position(HttpResponse<String> answer) {
        return answer.headers().firstValue("Sessionfold-Position").orElseThrow();
    }
}
