package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Output.RunDecided;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import java.util.HashSet;
import java.util.Set;

/** INV-13, INV-16: a run has its one outcome after its admission, and none before it and none after that. */
final class OutcomeLaw implements StepLaw {

    private final Set<String> undecided = new HashSet<>();

    @Override
    public void check(FoldedStep step) {
        if (step.event().payload() instanceof RunAccepted run && step.decision() instanceof Decision.Applied) {
            assertThat(undecided.add(name(step, run.runId())))
                    .as("%s is admitted for the first time since its outcome", run)
                    .isTrue();
        }
        for (RunDecided decided : step.outputs(RunDecided.class)) {
            assertThat(undecided.remove(name(step, decided.runId())))
                    .as("%s is the one outcome", decided)
                    .isTrue();
        }
        if (step.dropped()) {
            assertThat(undecided)
                    .as("runs without an outcome")
                    .noneMatch(run -> run.startsWith(step.event().envelope().key() + "/"));
        }
    }

    private static String name(FoldedStep step, String runId) {
        return step.event().envelope().key() + "/" + runId;
    }
}
