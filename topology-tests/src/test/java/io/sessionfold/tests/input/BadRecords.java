package io.sessionfold.tests.input;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every kind of input that never reaches the fold. */
final class BadRecords {

    /** What a broker takes by default, in bytes. */
    static final int BROKER_LIMIT_BYTES = 1024 * 1024;

    private static final int NO_SUCH_SCHEMA = 999_999;

    private final RecordWriter<LifecycleEvent> events;
    private final RecordWriter<RejectedEvent> others;
    private final String tenantId;

    BadRecords(Registry registry, String tenantId) {
        this.events = new RecordWriter<>(LifecycleEvent.class, "sessionfold.events", registry, true);
        this.others = new RecordWriter<>(RejectedEvent.class, "sessionfold.rejected-events", registry, true);
        this.tenantId = tenantId;
    }

    /** One of each, none larger than a broker takes by default. */
    List<BadRecord> small() {
        byte[] key = bytes(tenantId + "/s-1");
        byte[] event = event("s-1", 10);
        return List.of(
                new BadRecord("not Avro", key, bytes("{\"json\": true}"), DeadLetterCode.UNDECODABLE),
                new BadRecord("an empty value", key, new byte[0], DeadLetterCode.UNDECODABLE),
                new BadRecord("a null value", key, null, DeadLetterCode.UNDECODABLE),
                new BadRecord("a body that breaks off", key, Arrays.copyOf(event, 20), DeadLetterCode.UNDECODABLE),
                new BadRecord(
                        "bytes behind the body",
                        key,
                        Arrays.copyOf(event, event.length + 1),
                        DeadLetterCode.UNDECODABLE),
                new BadRecord("a record of another topic", key, another(), DeadLetterCode.UNDECODABLE),
                new BadRecord(
                        "an unknown schema id",
                        key,
                        WireFormat.frame(NO_SUCH_SCHEMA, new byte[] {1, 2, 3}),
                        DeadLetterCode.UNKNOWN_SCHEMA),
                new BadRecord("another session's key", bytes(tenantId + "/s-2"), event, DeadLetterCode.KEY_MISMATCH),
                new BadRecord("another tenant's key", bytes("other/s-1"), event, DeadLetterCode.KEY_MISMATCH),
                new BadRecord("an empty tenant", bytes("/s-1"), event, DeadLetterCode.INVALID_KEY),
                new BadRecord("an empty session key", bytes(tenantId + "/"), event, DeadLetterCode.INVALID_KEY),
                new BadRecord("a key without a tenant", bytes("s-1"), event, DeadLetterCode.INVALID_KEY),
                new BadRecord("two slashes", bytes(tenantId + "/s/1"), event, DeadLetterCode.INVALID_KEY),
                new BadRecord(
                        "a session key of 600 bytes",
                        bytes(tenantId + "/" + "s".repeat(600)),
                        event("s".repeat(600), 10),
                        DeadLetterCode.INVALID_KEY),
                new BadRecord("a null key", null, event, DeadLetterCode.INVALID_KEY),
                new BadRecord(
                        "a key that is not UTF-8",
                        new byte[] {'a', '/', (byte) 0xff},
                        event,
                        DeadLetterCode.INVALID_KEY));
    }

    /** An event of 2 MiB, which only a topic whose limit was raised takes. */
    BadRecord large() {
        return new BadRecord(
                "2 MiB", bytes(tenantId + "/s-1"), event("s-1", 2 * BROKER_LIMIT_BYTES), DeadLetterCode.TOO_LARGE);
    }

    /** A creation just under the broker's limit: it can be read, but its name is longer than a session keeps. */
    byte[] justUnderTheLimit() {
        return creation("s-1", "x".repeat(BROKER_LIMIT_BYTES - 1024));
    }

    /** A good event of a session. */
    byte[] eventOf(String session) {
        return event(session, 10);
    }

    /** The creation of a session. */
    byte[] creationOf(String session) {
        return creation(session, session);
    }

    private byte[] creation(String session, String name) {
        return events.write(envelope(session)
                .setEventId("creation")
                .setPayload(SessionCreated.newBuilder()
                        .setSessionId("1")
                        .setName(name)
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .setMemberIds(List.of())
                        .setTags(Map.of())
                        .build())
                .build());
    }

    private byte[] event(String session, int textBytes) {
        return events.write(envelope(session)
                .setEventId("text-" + textBytes)
                .setPayload(new RunSettled("r-1", SettleResult.OK, "x".repeat(textBytes)))
                .build());
    }

    private LifecycleEvent.Builder envelope(String session) {
        return LifecycleEvent.newBuilder()
                .setTenantId(tenantId)
                .setSessionKey(session)
                .setProducerId("gw-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY);
    }

    private byte[] another() {
        return others.write(RejectedEvent.newBuilder()
                .setEventId("e-1")
                .setTenantId(tenantId)
                .setSessionKey("s-1")
                .setEventType("RunStarted")
                .setReason(RejectionReason.UNKNOWN_RUN)
                .setDetail("")
                .setPosition(new Position("t", 0, 0L))
                .setRecordTime(Instant.EPOCH)
                .build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
