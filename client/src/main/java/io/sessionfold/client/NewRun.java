package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A run to be sent. Its idempotency key makes it one piece of work however often it is sent: whoever may have to send it
 * again after a crash gives it a key that it will know then.
 */
public final class NewRun {

    private final String idempotencyKey;
    private final ObjectNode fields;

    private NewRun(String idempotencyKey, ObjectNode fields) {
        this.idempotencyKey = idempotencyKey;
        this.fields = fields;
    }

    /**
     * A run with a key of its own.
     *
     * @param kind what sort of work it is, e.g. {@code turn}
     */
    public static NewRun of(String runId, String kind) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        return new NewRun(
                UUID.randomUUID().toString(), fields.put("runId", runId).put("kind", kind));
    }

    public NewRun withIdempotencyKey(String key) {
        return new NewRun(key, fields);
    }

    /** The messages to which it owes a reply. */
    public NewRun answering(List<String> messageIds) {
        ObjectNode more = fields.deepCopy();
        messageIds.forEach(more.putArray("messageIds")::add);
        return new NewRun(idempotencyKey, more);
    }

    /** A run that does not make its session look active. */
    public NewRun hidden() {
        return new NewRun(idempotencyKey, fields.deepCopy().put("visible", false));
    }

    /** How long it may show no sign of life. */
    public NewRun withDeadline(Duration deadline) {
        return with("deadlineMs", deadline.toMillis());
    }

    /** How long it may take in all. */
    public NewRun expiringIn(Duration all) {
        return with("expiresInMs", all.toMillis());
    }

    public NewRun onDeployment(String deploymentId) {
        return with("deploymentId", deploymentId);
    }

    public NewRun onWorker(String workerId) {
        return with("workerId", workerId);
    }

    public NewRun onConnection(String connectionId) {
        return with("ownerConnectionId", connectionId);
    }

    public NewRun fromDevice(String deviceId) {
        return with("ownerDeviceId", deviceId);
    }

    public String runId() {
        return fields.path("runId").asText();
    }

    String idempotencyKey() {
        return idempotencyKey;
    }

    JsonNode json() {
        return fields;
    }

    private NewRun with(String field, String value) {
        return new NewRun(idempotencyKey, fields.deepCopy().put(field, value));
    }

    private NewRun with(String field, long value) {
        return new NewRun(idempotencyKey, fields.deepCopy().put(field, value));
    }
}
