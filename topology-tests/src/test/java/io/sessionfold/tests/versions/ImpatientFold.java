package io.sessionfold.tests.versions;

import io.sessionfold.engine.session.Fold;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.RunErrored;
import io.sessionfold.engine.session.guard.RetryGuards;
import org.jspecify.annotations.Nullable;

/**
 * A second meaning, which differs from the first in one rule: an error has no grace, it ends its run at once. What the
 * first version left pending runs out as the first version promised.
 */
public final class ImpatientFold implements Fold {

    /** The first meaning, and this one. */
    public static final FoldVersions TWO =
            FoldVersions.of(FoldVersions.KNOWN.at(FoldVersions.FIRST), new ImpatientFold());

    @Override
    public int version() {
        return 2;
    }

    @Override
    public FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event) {
        return FoldVersions.KNOWN.at(FoldVersions.FIRST).evolve(before, guards, meant(event));
    }

    private static RecordedEvent meant(RecordedEvent event) {
        if (!(event.payload() instanceof RunErrored errored)) {
            return event;
        }
        RunErrored atOnce = new RunErrored(
                errored.runId(),
                errored.errorCode(),
                errored.error(),
                errored.timeout(),
                errored.timeoutPhase(),
                errored.providerStarted(),
                errored.executionStarted(),
                true,
                errored.endedAtMs());
        return new RecordedEvent(event.envelope(), atOnce, event.recordTimeMs(), event.position(), event.body());
    }
}
