package io.sessionfold.wire;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunStarted;
import java.time.Instant;
import org.apache.avro.Schema;

/** Events for the tests of the wire. */
final class Events {
    static final String TOPIC = "sessionfold.events";

    private Events() {}

    static LifecycleEvent runStarted() {
        return LifecycleEvent.newBuilder()
                .setEventId("e-7")
                .setTenantId("acme")
                .setSessionKey("chat-1")
                .setProducerId("gw-1")
                .setEventTime(Instant.parse("2026-11-20T10:00:00.123456Z"))
                .setSource(EventSource.GATEWAY)
                .setPayload(RunStarted.newBuilder()
                        .setRunId("r-1")
                        .setStartedAt(Instant.parse("2026-11-20T09:59:59.999Z"))
                        .build())
                .build();
    }

    /** The schema of events as a later release might write it: one more payload, one more source, one more field. */
    static Schema newerSchema() {
        String payload =
                "{\"type\":\"record\",\"name\":\"RunPaused\",\"fields\":[{\"name\":\"runId\",\"type\":\"string\"}]}";
        String released = RegisteredForm.of(LifecycleEvent.getClassSchema()).toString();
        String newer = released.replace("\"RECOVERY\",\"UNKNOWN\"", "\"RECOVERY\",\"SCHEDULER\",\"UNKNOWN\"")
                .replace("\"name\":\"payload\",\"type\":[", "\"name\":\"payload\",\"type\":[" + payload + ",")
                .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\"},");
        return new Schema.Parser().parse(newer);
    }
}
