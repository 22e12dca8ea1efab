package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.json.EventJson;
import java.util.Map;

/** The requests by which a client changes sessions over HTTP. */
final class Commands {

    private static final long AN_HOUR_MS = 3_600_000;

    private static final String SESSIONS = "/v1/sessions";

    private final Who who;

    Commands(Who who) {
        this.who = who;
    }

    Questions.Request create(String key, boolean exclusive, String idempotencyKey) {
        ObjectNode body = object().put("sessionKey", key)
                .put("name", "a session of " + who.tenantId() + " " + key)
                .put("agentId", "agent-7")
                .put("kind", exclusive ? "chat" : "batch")
                .put("concurrency", exclusive ? "EXCLUSIVE" : "PARALLEL");
        return change("POST", SESSIONS, key, Presence.CREATION, idempotencyKey, body);
    }

    Questions.Request delete(String key, String idempotencyKey) {
        return change("DELETE", SESSIONS + '/' + key, key, Presence.DELETION, idempotencyKey, object());
    }

    Questions.Request admit(String key, String run, String idempotencyKey) {
        ObjectNode body = object().put("runId", run)
                .put("kind", "chat")
                .put("visible", true)
                .put("deadlineMs", AN_HOUR_MS)
                .put("expiresInMs", AN_HOUR_MS);
        body.putArray("messageIds").add("m-" + run);
        return new Questions.Request(
                new Ask.Admit(key, run, idempotencyKey),
                "POST",
                SESSIONS + '/' + key + "/runs",
                idempotent(idempotencyKey),
                body.toString());
    }

    Questions.Request abort(String key, String run, String idempotencyKey) {
        String path = SESSIONS + '/' + key + "/runs/" + run + "/abort";
        return change("POST", path, key, "RunAbortRequested", idempotencyKey, object());
    }

    Questions.Request settle(String key, String run, String idempotencyKey) {
        String path = SESSIONS + '/' + key + "/runs/" + run + "/settle";
        return change("POST", path, key, "RunSettled", idempotencyKey, object().put("result", "OK"));
    }

    Questions.Request event(LifecycleEvent event) {
        Ask ask = new Ask.Change(event.getSessionKey(), Gateway.type(event), event.getEventId(), null);
        return new Questions.Request(ask, "POST", "/v1/events", Map.of(), EventJson.write(event));
    }

    private static Questions.Request change(
            String method, String path, String key, String type, String idempotencyKey, ObjectNode body) {
        Ask ask = new Ask.Change(key, type, null, idempotencyKey);
        return new Questions.Request(ask, method, path, idempotent(idempotencyKey), body.toString());
    }

    private static Map<String, String> idempotent(String idempotencyKey) {
        return Map.of("Idempotency-Key", idempotencyKey);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
