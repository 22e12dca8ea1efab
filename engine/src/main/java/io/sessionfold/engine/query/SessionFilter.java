package io.sessionfold.engine.query;

import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions of a tenant are asked for; null is any.
 *
 * @param owner the owner's user id
 * @param active whether a visible run is active
 * @param producer a producer that admitted one of its active runs
 * @param live whether only those are asked for that are not terminal
 * @param quarantined whether it waits for a repair (INV-47)
 */
public record SessionFilter(
        String tenantId,
        @Nullable String owner,
        @Nullable Phase phase,
        @Nullable Boolean active,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String producer,
        boolean live,
        @Nullable Boolean quarantined) {

    /** Terminal sessions too. */
    public SessionFilter(
            String tenantId,
            @Nullable String owner,
            @Nullable Phase phase,
            @Nullable Boolean active,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String producer) {
        this(tenantId, owner, phase, active, kind, name, producer, false, null);
    }

    /** The same, of sessions that are quarantined, or are not. */
    public SessionFilter withQuarantined(@Nullable Boolean wanted) {
        return new SessionFilter(tenantId, owner, phase, active, kind, name, producer, live, wanted);
    }

    /** What an owner's name stands for: a terminal session's name is free (INV-39). */
    public static SessionFilter ofLiveName(String tenantId, String owner, String name) {
        return new SessionFilter(tenantId, owner, null, null, null, name, null, true, null);
    }

    /** Every session of a tenant. */
    public static SessionFilter ofTenant(String tenantId) {
        return new SessionFilter(tenantId, null, null, null, null, null, null);
    }

    /** Whether a session exists and is asked for. */
    public boolean matches(Session session) {
        Identity identity = session.identity();
        Lifecycle lifecycle = session.lifecycle();
        return identity != null
                && lifecycle != null
                && session.key().tenantId().equals(tenantId)
                && is(owner, identity.ownerUserId())
                && is(phase, lifecycle.phase())
                && is(active, !session.runs().activeRunIds().isEmpty())
                && is(kind, identity.kind())
                && is(name, identity.name())
                && is(quarantined, session.isQuarantined())
                && hasRunOfProducer(session)
                && !(live && session.isTerminal());
    }

    /** A number that another filter is most unlikely to have; the same in every process. */
    long fingerprint() {
        String text = Arrays.asList(tenantId, owner, phase, active, kind, name, producer, live, quarantined).stream()
                .map(part -> part == null ? "-" : "=" + part.toString().length() + ':' + part)
                .reduce("", String::concat);
        // FNV-1a, 64 bits.
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private boolean hasRunOfProducer(Session session) {
        return producer == null
                || session.runs().open().values().stream()
                        .anyMatch(run ->
                                run.isActive() && run.admission().producerId().equals(producer));
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}
