package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/** Who asks: any of user, connection and device, and whether as an administrator. */
public record Requester(
        @Nullable String userId,
        @Nullable String connectionId,
        @Nullable String deviceId,
        boolean admin) {

    /**
     * Whether this requester may abort a run (INV-40): an administrator, the run's owner, or the session's owner if the
     * run has none.
     */
    public boolean mayAbort(RunOwner owner, @Nullable String sessionOwnerUserId) {
        if (admin) {
            return true;
        }
        if (owner.isNobody()) {
            return same(userId, sessionOwnerUserId);
        }
        return same(userId, owner.userId())
                || same(connectionId, owner.connectionId())
                || same(deviceId, owner.deviceId());
    }

    private static boolean same(@Nullable String mine, @Nullable String theirs) {
        return mine != null && mine.equals(theirs);
    }
}
