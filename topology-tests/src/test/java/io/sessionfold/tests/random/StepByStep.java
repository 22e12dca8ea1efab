package io.sessionfold.tests.random;

import io.sessionfold.engine.session.Fold;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Recording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at each step of a history on its own: what it was folded from, and what it came to. */
final class StepByStep implements Law {

    private final List<StepLaw> laws;

    StepByStep(List<StepLaw> laws) {
        this.laws = laws;
    }

    @Override
    public void check(Recording recording) {
        Map<SessionKey, Folded> states = new HashMap<>();
        int version = FoldVersions.FIRST;
        for (LogEntry entry : recording.log()) {
            RecordedEvent event = entry.event();
            if (VersionFold.isBeginning(event)) {
                version = VersionFold.begin(recording.folds(), version, event).version();
                continue;
            }
            Fold fold = recording.folds().at(version);
            SessionKey key = event.envelope().key();
            Folded before = states.getOrDefault(key, new Folded(Session.unknown(key), RetryGuards.NONE, true));
            FoldOutcome outcome = fold.evolve(before.isNew() ? null : before.session(), before.guards(), event);
            check(new FoldedStep(fold, before.session(), before.guards(), event, outcome));
            Session after = outcome.session();
            if (after == null) {
                states.remove(key);
            } else {
                states.put(key, new Folded(after, outcome.guards(), false));
            }
        }
    }

    private void check(FoldedStep step) {
        for (StepLaw law : laws) {
            try {
                law.check(step);
            } catch (AssertionError broken) {
                throw new AssertionError(broken.getMessage() + "\nat " + step, broken);
            }
        }
    }

    private record Folded(Session session, RetryGuards guards, boolean isNew) {}
}
