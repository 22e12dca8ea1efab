package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one step of the fold lets out. Within a step they leave in the order of this family's declaration. */
public sealed interface Output {

    /** Where this kind of output stands among those of one step. */
    int rank();

    /** The one outcome of a run (INV-13); times in milliseconds since 1970, {@code decidedBy} is an eventId. */
    record RunDecided(
            SessionKey key,
            String sessionId,
            String runId,
            List<String> messageIds,
            OutcomeStatus status,
            @Nullable String errorCode,
            @Nullable String replyRef,
            @Nullable String newRunId,
            @Nullable Long startedAtMs,
            long endedAtMs,
            String decidedBy)
            implements Output {
        @Override
        public int rank() {
            return 0;
        }
    }

    /**
     * A command; its id derives from the event that caused it, so that a repeat can be told from a new one.
     *
     * @param attempt how often it was sent before
     */
    record CommandIssued(
            String commandId,
            SessionKey key,
            String sessionId,
            CommandType type,
            @Nullable String runId,
            @Nullable Long fencingToken,
            long desiredGeneration,
            String causedBy,
            int attempt,
            @Nullable String reason)
            implements Output {
        @Override
        public int rank() {
            return 1;
        }
    }

    /** A run that names a deployment is open from now on (INV-18). */
    record RunRegistered(
            String eventId,
            long eventTimeMicros,
            SessionKey key,
            String deploymentId,
            String runId,
            @Nullable String workerId)
            implements Output {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** A run that names a deployment has its outcome. */
    record RunReleased(
            String eventId,
            long eventTimeMicros,
            SessionKey key,
            String deploymentId,
            String runId,
            @Nullable String workerId)
            implements Output {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** The whole public row after a change of it (INV-3). */
    record RowChanged(PublicRow row) implements Output {
        @Override
        public int rank() {
            return 3;
        }
    }

    /** The row is gone: a tombstone follows the row that says deleted, so that compaction forgets the session. */
    record RowRemoved(SessionKey key) implements Output {
        @Override
        public int rank() {
            return 3;
        }
    }

    /** The fold failed on an event of this session: said in the log, where a replay reads it (INV-47). */
    record SessionSetApart(Envelope envelope, SessionEvent.SessionQuarantined payload) implements Output {
        @Override
        public int rank() {
            return 5;
        }
    }

    /** An event was refused, with the reason in words (INV-46). */
    record EventRejected(
            Envelope envelope,
            String eventType,
            RejectionReason reason,
            String detail,
            Position position,
            long recordTimeMs,
            @Nullable String runId,
            @Nullable String relatedRunId,
            @Nullable String firstDecision)
            implements Output {
        @Override
        public int rank() {
            return 4;
        }
    }
}
