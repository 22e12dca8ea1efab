package io.sessionfold.engine.session;

import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event did: the state after it, what goes out, and what was decided.
 *
 * @param session the state to keep; null if the row goes
 * @param outputs in the order in which they leave
 * @param decisions of the event, followed by those of the held events that it released
 * @param sequenceGaps how often a producer's sequence skipped a number; processed, and counted (INV-21). More than one only
 *     where a release folds several events
 */
public record FoldOutcome(
        @Nullable Session session,
        RetryGuards guards,
        List<Output> outputs,
        List<Decision> decisions,
        int sequenceGaps) {}
