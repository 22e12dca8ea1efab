package io.sessionfold.tests.interop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.ApplicationStatusReported;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What gateways and a controller in another language write: so much that every output topic gets something. */
final class ForeignTraffic {

    static final List<String> TENANTS = List.of("acme", "globex");
    static final List<String> SESSIONS =
            List.of("s-1", "s-2", "s-3", "s-4", "s-5", "s-6", "s-7", "s-8", "s-9", "s:10", "größe ☕");

    /** The session that is deleted at last. */
    static final String DELETED = "acme/s-1";

    /** The key of an event that is about another tenant than its key says. */
    static final String TRICK = "acme/a-trick";

    private static final Instant CLAIMED = Instant.parse("2026-11-20T10:00:00.123456Z");
    private static final long AN_HOUR_MS = 3_600_000;

    private final List<ObjectNode> records = new ArrayList<>();

    ForeignTraffic() {
        for (SpecificRecord payload : life()) {
            for (String tenant : TENANTS) {
                SESSIONS.forEach(session -> add(tenant, session, payload));
            }
        }
        add("acme", "s-1", new SessionDeleted("enough"));
    }

    /** All of it, each as {@code {topic, key, value}}. */
    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>(records);
        all.add(record(Topics.EVENTS, TRICK, event("globex", "s-2", new SessionDeleted("a trick"))));
        all.add(application("e-1", new ApplicationInstallRequested("ada", "Notebook", "kind: Chart", null)));
        all.add(application(
                "e-2",
                new ApplicationStatusReported(
                        ApplicationStatus.INSTALLED,
                        true,
                        "ready",
                        "kind: Rendered",
                        ByteBuffer.wrap(new byte[] {0, -1, 127}),
                        "image/png")));
        return all;
    }

    /** How many of them are events of sessions under the right key. */
    int sessionEvents() {
        return records.size();
    }

    /** How many rows a session has: created, accepted, started, ended, and perhaps deleted. */
    static int rows(String key) {
        return key.equals(DELETED) ? 5 : 4;
    }

    /** How many records that makes in sessions-changed, the deleted one's tombstone among them. */
    int changes() {
        return 4 * SESSIONS.size() * TENANTS.size() + 2;
    }

    /** The steps of every session's life; the second request is the first one again. */
    private static List<SpecificRecord> life() {
        return List.of(
                SessionCreated.newBuilder()
                        .setSessionId("i-1")
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .build(),
                accepted("r-1"),
                RunStarted.newBuilder().setRunId("r-1").build(),
                accepted("r-2"),
                RunEnded.newBuilder()
                        .setRunId("r-1")
                        .setStartedAt(Instant.parse("2026-11-20T10:00:00Z"))
                        .setEndedAt(Instant.parse("2026-11-20T10:00:01.500Z"))
                        .setReplyRef("reply-1")
                        .build());
    }

    private static RunAccepted accepted(String runId) {
        return RunAccepted.newBuilder()
                .setRunId(runId)
                .setIdempotencyKey("k-1")
                .setRequestFingerprint("f-1")
                .setMessageIds(List.of("m-1", "m-2"))
                .setKind("chat")
                .setVisible(true)
                .setDeploymentId("d-1")
                .setDeadlineMs(AN_HOUR_MS)
                .setExpiresInMs(AN_HOUR_MS)
                .build();
    }

    private void add(String tenant, String session, SpecificRecord payload) {
        records.add(record(Topics.EVENTS, tenant + '/' + session, event(tenant, session, payload)));
    }

    private LifecycleEvent event(String tenant, String session, SpecificRecord payload) {
        return LifecycleEvent.newBuilder()
                .setEventId("e-" + records.size())
                .setTenantId(tenant)
                .setSessionKey(session)
                .setProducerId("gateway-1")
                .setEventTime(CLAIMED)
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    private static ObjectNode application(String eventId, SpecificRecord payload) {
        return record(
                Topics.APPLICATION_EVENTS,
                "acme/notebook",
                new ApplicationEvent(eventId, "acme", "notebook", CLAIMED, payload));
    }

    private static ObjectNode record(String topic, String key, SpecificRecord value) {
        ObjectNode record =
                JsonNodeFactory.instance.objectNode().put("topic", topic).put("key", key);
        record.set("value", RecordJson.toJson(value));
        return record;
    }
}
