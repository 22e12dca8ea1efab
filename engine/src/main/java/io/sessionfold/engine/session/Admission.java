package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed about a run when it is admitted.
 *
 * @param order the how-manieth admission of the session, from 1
 * @param messageIds the messages to which the run owes one reply
 * @param visible a hidden run never counts in the row (INV-6)
 * @param fencingToken the row's stateVersion at admission, raised where a hidden run had it already (INV-36)
 * @param deadlineMs how long it may be silent, and how long a reply may be owed
 */
public record Admission(
        long order,
        String idempotencyKey,
        List<String> messageIds,
        String kind,
        boolean visible,
        RunOwner owner,
        @Nullable String deploymentId,
        @Nullable String workerId,
        String producerId,
        @Nullable Long producerEpoch,
        long fencingToken,
        long deadlineMs) {

    /** With other messages to answer. */
    Admission answering(List<String> allMessageIds) {
        return new Admission(
                order,
                idempotencyKey,
                allMessageIds,
                kind,
                visible,
                owner,
                deploymentId,
                workerId,
                producerId,
                producerEpoch,
                fencingToken,
                deadlineMs);
    }

    /** Without a deployment: of a run that no worker is ever told of. */
    Admission unregistered() {
        return new Admission(
                order,
                idempotencyKey,
                messageIds,
                kind,
                visible,
                owner,
                null,
                workerId,
                producerId,
                producerEpoch,
                fencingToken,
                deadlineMs);
    }
}
