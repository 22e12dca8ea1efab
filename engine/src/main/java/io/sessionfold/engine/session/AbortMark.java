package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An abort that overtook the admission of its run (INV-24); {@code expiresAtMs} in milliseconds since 1970.
 *
 * @param requesters who asked, the first one first: which of them may, shows when the run is there
 */
public record AbortMark(List<Requester> requesters, StopReason stopReason, long expiresAtMs) {

    /** How many requesters one mark remembers: a user, a device, an administrator, and one who had no right to. */
    public static final int REQUESTERS_MAX = 4;

    boolean isFull() {
        return requesters.size() >= REQUESTERS_MAX;
    }

    /** With one more requester: a stranger's abort may not take the owner's away. */
    AbortMark with(Requester requester, long nextExpiresAtMs) {
        List<Requester> all = new ArrayList<>(requesters);
        if (!all.contains(requester)) {
            all.add(requester);
        }
        return new AbortMark(List.copyOf(all), stopReason, nextExpiresAtMs);
    }

    /** Whether any of them may abort the run (INV-40). */
    boolean mayAbort(RunOwner owner, @Nullable String sessionOwnerUserId) {
        return requesters.stream().anyMatch(requester -> requester.mayAbort(owner, sessionOwnerUserId));
    }
}
