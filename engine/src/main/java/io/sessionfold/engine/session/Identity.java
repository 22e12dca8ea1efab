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
}
