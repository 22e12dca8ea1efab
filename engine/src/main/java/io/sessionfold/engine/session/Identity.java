package io.sessionfold.engine.session;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is and whose: what its creation fixed.
 *
 * @param sessionId the current incarnation
 * @param createdAtMs the record time of its creation
 * @param credentialId for the audit only; never shown, and it decides nothing (INV-39)
 */
public record Identity(
        String sessionId,
        String ownerUserId,
        String createdByUserId,
        long createdAtMs,
        @Nullable String credentialId,
        @Nullable String agentId,
        @Nullable String name,
        String kind,
        @Nullable String platform,
        @Nullable String applicationId,
        @Nullable Resources resources,
        List<String> memberIds,
        Concurrency concurrency,
        MemberPolicy memberPolicy,
        @Nullable String parentSessionKey,
        SortedMap<String, String> tags,
        boolean archived,
        SessionPolicy policy) {

    /** Whether anybody obeys commands: a session without a platform has no controller, and nobody to wait for. */
    public boolean hasController() {
        return platform != null;
    }

    /** The same session in another incarnation. */
    Identity incarnated(String nextSessionId) {
        return with(nextSessionId, name, tags, archived);
    }

    /** With other labels. */
    Identity labelled(@Nullable String nextName, SortedMap<String, String> nextTags, boolean nextArchived) {
        return with(sessionId, nextName, nextTags, nextArchived);
    }

    static Identity of(SessionEvent.SessionCreated event, long nowMs) {
        return new Identity(
                event.sessionId(),
                event.ownerUserId(),
                event.createdByUserId(),
                nowMs,
                event.credentialId(),
                event.agentId(),
                event.name(),
                event.kind(),
                event.platform(),
                event.applicationId(),
                event.resources(),
                event.memberIds(),
                event.concurrency(),
                event.memberPolicy(),
                event.parentSessionKey(),
                event.tags(),
                false,
                event.policy());
    }

    private Identity with(
            String nextSessionId, @Nullable String nextName, SortedMap<String, String> nextTags, boolean nextArchived) {
        return new Identity(
                nextSessionId,
                ownerUserId,
                createdByUserId,
                createdAtMs,
                credentialId,
                agentId,
                nextName,
                kind,
                platform,
                applicationId,
                resources,
                memberIds,
                concurrency,
                memberPolicy,
                parentSessionKey,
                nextTags,
                nextArchived,
                policy);
    }
}
