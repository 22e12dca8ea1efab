package io.sessionfold.tests.changes;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.tests.faults.EngineCluster;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;

/** Sessions that are created and renamed again and again: each event is one change of one row. Not thread-safe. */
final class Renaming {

    private final EngineCluster cluster;
    private int written;

    Renaming(EngineCluster cluster) {
        this.cluster = cluster;
    }

    void create(String tenantId, String sessionKey) {
        write(
                tenantId,
                sessionKey,
                SessionCreated.newBuilder()
                        .setSessionId("i-1")
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .build());
    }

    /** Renames it so many times. */
    void rename(String tenantId, String sessionKey, int times) {
        for (int time = 0; time < times; time++) {
            write(
                    tenantId,
                    sessionKey,
                    SessionUpdated.newBuilder().setName("name " + written).build());
        }
    }

    void delete(String tenantId, String sessionKey) {
        write(tenantId, sessionKey, new SessionDeleted(null));
    }

    /** Waits until the log has all that was written. */
    void flush() {
        try {
            cluster.flush();
        } catch (ExecutionException e) {
            throw new AssertionError("Expected the log to take every event, but it did not", e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while events were written", interrupted);
        }
    }

    private void write(String tenantId, String sessionKey, SpecificRecord payload) {
        LifecycleEvent event = LifecycleEvent.newBuilder()
                .setEventId("e-" + written++)
                .setTenantId(tenantId)
                .setSessionKey(sessionKey)
                .setProducerId("gateway-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
        byte[] key = (tenantId + '/' + sessionKey).getBytes(StandardCharsets.UTF_8);
        cluster.send(null, key, cluster.framed(event));
    }
}
