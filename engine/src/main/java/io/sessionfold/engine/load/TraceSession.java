package io.sessionfold.engine.load;

import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.MemberPolicy;
import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.SessionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The names of one session of a trace, all derived from its number, and its creation. */
record TraceSession(String tenantId, String prefix, int number) {

    /** How long an error may be taken back: a retry of a trace comes 100 ms after its error. */
    private static final long ERROR_GRACE_MS = 1_000;

    private static final int USERS = 400;
    private static final int GATEWAYS = 4;
    private static final SessionPolicy POLICY = new SessionPolicy(
            null, null, null, null, ERROR_GRACE_MS, null, null, null, null, null, null, null, null, null);

    SessionKey key() {
        return new SessionKey(tenantId, name());
    }

    String name() {
        return String.format(Locale.ROOT, "%s-%06d", prefix, number);
    }

    String ownerUserId() {
        return String.format(Locale.ROOT, "user-%03d", number % USERS);
    }

    String gatewayId() {
        return "gateway-" + number % GATEWAYS;
    }

    SessionCreated created() {
        return new SessionCreated(
                name() + "-1",
                ownerUserId(),
                ownerUserId(),
                null,
                null,
                null,
                "chat",
                null,
                null,
                null,
                List.of(),
                Concurrency.PARALLEL,
                MemberPolicy.TOLERANT,
                null,
                Collections.emptySortedMap(),
                POLICY);
    }
}
