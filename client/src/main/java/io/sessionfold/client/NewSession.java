package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import java.util.List;

/** A session to be made. What is not said is the server's to fill in: the owner is the caller, the incarnation a new one. */
public final class NewSession {

    private final String sessionKey;
    private final ObjectNode fields;

    private NewSession(String sessionKey, ObjectNode fields) {
        this.sessionKey = sessionKey;
        this.fields = fields;
    }

    /** A session of a kind, e.g. {@code chat}. */
    public static NewSession of(String sessionKey, String kind) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        return new NewSession(sessionKey, fields.put("sessionKey", sessionKey).put("kind", kind));
    }

    /** For whom it is made; another than the caller needs a caller who speaks for the tenant. */
    public NewSession ownedBy(String userId) {
        return with("ownerUserId", userId);
    }

    public NewSession named(String name) {
        return with("name", name);
    }

    public NewSession withId(String sessionId) {
        return with("sessionId", sessionId);
    }

    public NewSession withAgent(String agentId) {
        return with("agentId", agentId);
    }

    /** Whose controller reports its phases; without one the session runs at once. */
    public NewSession onPlatform(String platform) {
        return with("platform", platform);
    }

    public NewSession fromApplication(String applicationId) {
        return with("applicationId", applicationId);
    }

    public NewSession withConcurrency(Concurrency concurrency) {
        return with("concurrency", concurrency.name());
    }

    public NewSession delegatedFrom(String parentSessionKey) {
        return with("parentSessionKey", parentSessionKey);
    }

    public NewSession withMembers(List<String> memberIds, MemberPolicy policy) {
        ObjectNode more = fields.deepCopy().put("memberPolicy", policy.name());
        memberIds.forEach(more.putArray("memberIds")::add);
        return new NewSession(sessionKey, more);
    }

    public NewSession tagged(String name, String value) {
        ObjectNode more = fields.deepCopy();
        more.withObjectProperty("tags").put(name, value);
        return new NewSession(sessionKey, more);
    }

    /** Any other field of {@code SessionCreated}, e.g. {@code resources} or {@code policy}. */
    public NewSession with(String field, JsonNode value) {
        ObjectNode more = fields.deepCopy();
        more.set(field, value);
        return new NewSession(sessionKey, more);
    }

    public String sessionKey() {
        return sessionKey;
    }

    JsonNode json() {
        return fields;
    }

    private NewSession with(String field, String value) {
        return new NewSession(sessionKey, fields.deepCopy().put(field, value));
    }
}
