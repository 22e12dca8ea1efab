package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Output.RowChanged;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RowBody;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.RunStatus;
import io.sessionfold.engine.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What holds of the public row in every step. */
final class RowLaws {

    static final List<StepLaw> ALL = List.of(
            RowLaws::everyChangeOfTheRowIsOneVersionAndOneRecord,
            RowLaws::nothingIsPublishedWithoutAChange,
            RowLaws::activityIsDerived,
            RowLaws::outputsLeaveInTheirOrder);

    private RowLaws() {}

    /** INV-3. */
    private static void everyChangeOfTheRowIsOneVersionAndOneRecord(FoldedStep step) {
        List<RowChanged> rows = step.outputs(RowChanged.class);
        long version = step.before().stateVersion();
        for (RowChanged changed : rows) {
            version++;
            assertThat(changed.row().stateVersion())
                    .as("stateVersion of the record")
                    .isEqualTo(version);
        }
        if (step.dropped()) {
            assertThat(rows).isEmpty();
            return;
        }
        assertThat(step.after().stateVersion()).as("stateVersion").isEqualTo(version);
        if (step.after().exists() && !rows.isEmpty()) {
            PublicRow last = rows.get(rows.size() - 1).row();
            PublicRow row = PublicRow.of(step.after()).orElseThrow();
            assertThat(row.body()).as("the row of the state").isEqualTo(last.body());
            if (step.isOneDecision()) {
                assertThat(row).as("the row of the state").isEqualTo(last);
            }
        }
    }

    /** INV-3: exactly when the body of the row differs; a deletion is one last row and its tombstone. */
    private static void nothingIsPublishedWithoutAChange(FoldedStep step) {
        List<RowChanged> rows = step.outputs(RowChanged.class);
        boolean isBuried =
                step.before().exists() && (step.dropped() || !step.after().exists());
        assertThat(step.outputs(Output.RowRemoved.class)).as("tombstones").hasSize(isBuried ? 1 : 0);
        if (isBuried) {
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).row().body().deleted()).as("deleted").isTrue();
        } else if (step.isOneDecision()) {
            Optional<RowBody> before = PublicRow.of(step.before()).map(PublicRow::body);
            Optional<RowBody> after = step.dropped()
                    ? Optional.empty()
                    : PublicRow.of(step.after()).map(PublicRow::body);
            assertThat(rows).as("records").hasSize(before.equals(after) ? 0 : 1);
        }
    }

    /** INV-5, INV-6. */
    private static void activityIsDerived(FoldedStep step) {
        if (step.dropped() || !step.after().exists()) {
            return;
        }
        List<Run> shown = step.after().runs().open().values().stream()
                .filter(run -> run.isVisible() && RunLaws.isActive(run))
                .toList();
        PublicRow row = PublicRow.of(step.after()).orElseThrow();
        assertThat(row.body().activeRunIds())
                .isEqualTo(shown.stream().map(Run::runId).toList())
                .isSorted();
        assertThat(row.hasActiveRun()).isEqualTo(!shown.isEmpty());
        assertThat(row.body().runStatus()).as("runStatus").isEqualTo(statusOf(shown, step.after()));
    }

    private static RunStatus statusOf(List<Run> shown, Session session) {
        List<RunState> states = shown.stream().map(Run::state).toList();
        if (states.contains(RunState.RUNNING)) {
            return RunStatus.RUNNING;
        }
        if (states.contains(RunState.ACCEPTED)) {
            return RunStatus.QUEUED;
        }
        if (states.contains(RunState.YIELDED)) {
            return RunStatus.PAUSED;
        }
        return session.lastRun().status() == null
                ? RunStatus.IDLE
                : RunStatus.valueOf(session.lastRun().status().name());
    }

    /** Outcomes before commands before the row; a creation that releases held reports is several steps in one. */
    private static void outputsLeaveInTheirOrder(FoldedStep step) {
        if (step.isOneDecision()) {
            List<Output> sorted = new ArrayList<>(step.outcome().outputs());
            sorted.sort(Comparator.comparingInt(RowLaws::place));
            assertThat(step.outcome().outputs()).isEqualTo(sorted);
        }
    }

    private static int place(Output output) {
        if (output instanceof Output.RunDecided) {
            return 0;
        }
        if (output instanceof Output.CommandIssued) {
            return 1;
        }
        if (output instanceof Output.RunRegistered || output instanceof Output.RunReleased) {
            return 2;
        }
        if (output instanceof Output.RowChanged) {
            return 3;
        }
        return output instanceof Output.RowRemoved ? 4 : 5;
    }
}
