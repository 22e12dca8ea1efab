package io.sessionfold.tests.load;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log, as the fold decided it.
 *
 * @param type the name of its payload
 * @param after the state behind it; null if nothing is kept
 * @param runId the run that it names; null if it names none
 * @param idempotencyKey of an admission; null of any other event
 * @param relatedRunId the run that its refusal is about; null if there is none
 * @param guardRunId for an admission, the run that its idempotency key stands for behind it; null if it stands for none
 * @param guardAnswer what a repeated send of its key is told behind it
 */
record Decided(
        Position position,
        String eventId,
        String type,
        Decision decision,
        @Nullable Session after,
        @Nullable String runId,
        @Nullable String idempotencyKey,
        @Nullable String relatedRunId,
        @Nullable String guardRunId,
        @Nullable String guardAnswer) {

    boolean isApplied() {
        return decision instanceof Decision.Applied;
    }

    boolean isRefused(RejectionReason reason) {
        return decision instanceof Decision.Refused refused && refused.reason() == reason;
    }

    /** Its reason as an answer has it; null if it was not refused. */
    @Nullable
    String reason() {
        return decision instanceof Decision.Refused refused ? refused.reason().name() : null;
    }

    /** The row that the public sees from here on, if there is one. */
    Optional<PublicRow> row() {
        return Optional.ofNullable(after).flatMap(PublicRow::of);
    }
}
