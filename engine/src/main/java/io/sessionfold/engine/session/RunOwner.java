package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/** Whose run it is: a user, a connection, a device, any of them or none. */
public record RunOwner(
        @Nullable String userId,
        @Nullable String connectionId,
        @Nullable String deviceId) {

    /** A run that names no owner belongs to its session's owner (INV-40). */
    public boolean isNobody() {
        return userId == null && connectionId == null && deviceId == null;
    }
}
