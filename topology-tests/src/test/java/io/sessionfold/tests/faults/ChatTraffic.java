package io.sessionfold.tests.faults;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Sessions with one run each, as a gateway writes them: enough events that a load takes longer than a rebalance. */
public final class ChatTraffic {

    /** Events per session. */
    public static final int EVENTS = 6;

    public static final String TENANT = "acme";
    private static final long AN_HOUR_MS = 3_600_000;

    private final EngineCluster cluster;

    public ChatTraffic(EngineCluster cluster) {
        this.cluster = cluster;
    }

    /** Writes the whole life of session {@code number}, or of those from {@code first} to before {@code end}. */
    public void write(int first, int end) {
        for (int number = first; number < end; number++) {
            String sessionKey = "s-" + number;
            for (int step = 0; step < EVENTS; step++) {
                write(sessionKey, step);
            }
        }
    }

    /** Writes one event of a session's life, counted from 0. */
    public void write(String sessionKey, int step) {
        byte[] key = (TENANT + '/' + sessionKey).getBytes(StandardCharsets.UTF_8);
        cluster.send(null, key, cluster.framed(event(sessionKey, step)));
    }

    /** One event of a session's life, counted from 0. */
    public static LifecycleEvent event(String sessionKey, int step) {
        return LifecycleEvent.newBuilder()
                .setEventId(sessionKey + "-" + step)
                .setTenantId(TENANT)
                .setSessionKey(sessionKey)
                .setProducerId("gateway-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(payload(step))
                .build();
    }

    private static Object payload(int step) {
        return switch (step % EVENTS) {
            case 0 ->
                SessionCreated.newBuilder()
                        .setSessionId("i-1")
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .build();
            case 1 ->
                RunAccepted.newBuilder()
                        .setRunId("r-1")
                        .setIdempotencyKey("k-1")
                        .setRequestFingerprint("f-1")
                        .setMessageIds(List.of("m-1"))
                        .setKind("chat")
                        .setVisible(true)
                        .setDeadlineMs(AN_HOUR_MS)
                        .setExpiresInMs(AN_HOUR_MS)
                        .build();
            case 2 -> RunStarted.newBuilder().setRunId("r-1").build();
            case 3 -> RunEnded.newBuilder().setRunId("r-1").build();
            case 4 -> new TerminalReplyCommitted("r-1", List.of("m-1"), "reply-1");
            default -> new RunSettled("r-1", SettleResult.OK, null);
        };
    }
}
