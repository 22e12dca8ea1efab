package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Applied;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.SessionEvent.FoldVersionBegun;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;

/**
 * The beginning of a fold version: an event in the log, of one partition and of no session. From the record behind it on,
 * every session of the partition is folded with that version, live and in a replay (INV-44). Whoever folds a partition
 * asks {@link #isBeginning} before it looks for a session; none of the others changes which version is in force.
 */
public final class VersionFold {

    /** The tenant of these events. No caller may have it, so nobody comes upon their keys by chance. */
    public static final String TENANT = "sessionfold";

    private VersionFold() {}

    /**
     * What a beginning did to its partition.
     *
     * @param version the one in force from the next record on
     */
    public record Begun(int version, FoldOutcome outcome) {}

    /** Whether an event is about its partition instead of a session. */
    public static boolean isBeginning(RecordedEvent event) {
        return event.payload() instanceof FoldVersionBegun
                && event.envelope().key().tenantId().equals(TENANT);
    }

    /**
     * Folds a beginning: applied if its version is above the one in force, and otherwise refused, because a log that went
     * back would have two meanings for one version. One that is not known is an {@link UnknownFoldVersionException}: what
     * stands behind it cannot be folded here.
     *
     * @param inForce the version in force before it
     */
    public static Begun begin(FoldVersions known, int inForce, RecordedEvent event) {
        int version = ((FoldVersionBegun) event.payload()).version();
        if (version <= inForce) {
            return new Begun(inForce, refused(inForce, version, event));
        }
        if (!known.know(version)) {
            throw new UnknownFoldVersionException(
                    "Expected no fold version above %d, which is the newest that this engine knows, but version %d begins at %s; start a newer release"
                            .formatted(known.newest(), version, event.position()));
        }
        return new Begun(
                version, outcome(List.of(), new Applied(event.envelope().eventId())));
    }

    /** A beginning that names a session of some tenant begins nothing. */
    static Decision ofASession(Step step, FoldVersionBegun event) {
        return step.refused(
                RejectionReason.ILLEGAL_TRANSITION,
                "Expected %s to be of tenant '%s', but it was of session '%s'"
                        .formatted(event.type(), TENANT, step.before.key()));
    }

    private static FoldOutcome refused(int inForce, int version, RecordedEvent event) {
        String detail = "Expected a fold version above %d, which is in force, but it was %d (%s)"
                .formatted(inForce, version, event.position());
        Output rejected = new Output.EventRejected(
                event.envelope(),
                event.payload().type(),
                RejectionReason.ILLEGAL_TRANSITION,
                detail,
                event.position(),
                event.recordTimeMs(),
                null,
                null,
                null);
        Decision decision = new Refused(event.envelope().eventId(), RejectionReason.ILLEGAL_TRANSITION);
        return outcome(List.of(rejected), decision);
    }

    private static FoldOutcome outcome(List<Output> outputs, Decision decision) {
        return new FoldOutcome(null, RetryGuards.NONE, outputs, List.of(decision), 0);
    }
}
