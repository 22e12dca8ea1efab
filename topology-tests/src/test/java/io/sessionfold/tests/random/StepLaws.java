package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Output.RowChanged;
import io.sessionfold.engine.session.Output.RunDecided;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionFold;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The laws of one step. */
final class StepLaws {

    /** All of them. */
    static final List<StepLaw> ALL = List.of(
            StepLaws::aDuplicateChangesNothing,
            StepLaws::aRefusalChangesOnlyMarks,
            StepLaws::everyChangeOfTheRowIsOneVersionAndOneRecord,
            StepLaws::aDecidedRunIsOpenNoMore,
            StepLaws::aRunLeavesWithItsOutcome,
            StepLaws::activityIsDerived,
            StepLaws::everyOpenRunHasItsDeadlines,
            StepLaws::everyDeadlineHasItsSubject,
            StepLaws::nothingGrowsWithoutBound,
            StepLaws::theFirstGuardToExpireIsWaitedFor,
            StepLaws::outputsLeaveInTheirOrder,
            StepLaws::aTerminalPhaseAbsorbs);

    /** The order in which the outputs of one step leave. */
    private static final List<Class<? extends Output>> ORDER = List.of(
            RunDecided.class,
            Output.CommandIssued.class,
            Output.RunRegistered.class,
            Output.RunReleased.class,
            RowChanged.class,
            Output.EventRejected.class);

    private StepLaws() {}

    /** INV-21: delivered once more, the event is a duplicate, and moves nothing but the digest. */
    private static void aDuplicateChangesNothing(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        FoldOutcome again = SessionFold.evolve(step.after(), step.outcome().guards(), step.event());
        assertThat(again.decisions())
                .containsExactly(new Decision.Refused(step.event().envelope().eventId(), RejectionReason.DUPLICATE));
        assertThat(again.outputs()).hasSize(1).hasOnlyElementsOfType(Output.EventRejected.class);
        assertThat(again.guards()).isEqualTo(step.outcome().guards());
        Session same = Objects.requireNonNull(again.session(), "session");
        assertThat(withMarksOf(same, step.after(), false)).isEqualTo(step.after());
    }

    /** INV-21: a refusal moves marks, digest and position, and nothing else. */
    private static void aRefusalChangesOnlyMarks(FoldedStep step) {
        if (!step.isRefused() || step.dropped()) {
            return;
        }
        assertThat(step.outcome().outputs()).hasSize(1).hasOnlyElementsOfType(Output.EventRejected.class);
        assertThat(step.outcome().guards()).isEqualTo(step.guards());
        if (step.before().exists()) {
            assertThat(withMarksOf(step.after(), step.before(), true)).isEqualTo(step.before());
        }
    }

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
        if (!step.dropped()) {
            assertThat(step.after().stateVersion()).as("stateVersion").isEqualTo(version);
            if (!rows.isEmpty()) {
                assertThat(PublicRow.of(step.after()))
                        .as("the row of the state")
                        .contains(rows.get(rows.size() - 1).row());
            }
        }
    }

    /** INV-1, INV-13: in the same step, and before the row goes out. */
    private static void aDecidedRunIsOpenNoMore(FoldedStep step) {
        List<String> decided =
                step.outputs(RunDecided.class).stream().map(RunDecided::runId).toList();
        assertThat(decided).as("outcomes of one step").doesNotHaveDuplicates();
        if (!decided.isEmpty()) {
            assertThat(step.after().runs().open().keySet()).doesNotContainAnyElementsOf(decided);
            step.outputs(RowChanged.class)
                    .forEach(changed ->
                            assertThat(changed.row().body().activeRunIds()).doesNotContainAnyElementsOf(decided));
        }
    }

    /** INV-15: there is no other way out of the open runs. */
    private static void aRunLeavesWithItsOutcome(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        List<String> left = new ArrayList<>(step.before().runs().open().keySet());
        left.removeAll(step.after().runs().open().keySet());
        assertThat(step.outputs(RunDecided.class).stream().map(RunDecided::runId))
                .as("outcomes of the runs that left")
                .containsAll(left);
    }

    /** INV-5, INV-6. */
    private static void activityIsDerived(FoldedStep step) {
        if (step.dropped() || !step.after().exists()) {
            return;
        }
        List<String> active = new ArrayList<>();
        for (Run run : step.after().runs().open().values()) {
            if (run.isVisible() && run.state() != RunState.OWED) {
                active.add(run.runId());
            }
        }
        PublicRow row = PublicRow.of(step.after()).orElseThrow();
        assertThat(row.body().activeRunIds()).isEqualTo(active).isSorted();
        assertThat(row.hasActiveRun()).isEqualTo(!active.isEmpty());
    }

    /** INV-31: whatever is open waits for something. */
    private static void everyOpenRunHasItsDeadlines(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        for (Run run : step.after().runs().open().values()) {
            assertThat(holds(step.after(), DeadlineKind.RUN_EXPIRY, run))
                    .as("RUN_EXPIRY of %s", run)
                    .isTrue();
            assertThat(holds(step.after(), DeadlineKind.ERROR_GRACE, run))
                    .as("ERROR_GRACE of %s", run)
                    .isEqualTo(run.pendingError() != null);
            assertThat(holds(step.after(), DeadlineKind.ADMISSION, run))
                    .as("ADMISSION of %s", run)
                    .isEqualTo(run.state() == RunState.ACCEPTED);
            assertThat(holds(step.after(), DeadlineKind.TURN, run))
                    .as("TURN of %s", run)
                    .isEqualTo(run.state() == RunState.RUNNING);
            assertThat(holds(step.after(), DeadlineKind.REPLY, run))
                    .as("REPLY of %s", run)
                    .isEqualTo(run.state() == RunState.OWED);
        }
    }

    private static void everyDeadlineHasItsSubject(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        Session after = step.after();
        for (TimerKey timer : after.timers().pending().keySet()) {
            boolean ofMark = timer.kind() == DeadlineKind.ABORT_MARK;
            boolean held = timer.subjectId().equals(TimerKey.SESSION)
                    || (ofMark
                            ? after.abortMarks().byRunId().containsKey(timer.subjectId())
                            : after.runs().open().containsKey(timer.subjectId()));
            assertThat(held).as("the subject of %s is held", timer).isTrue();
        }
    }

    /** A limit on everything. */
    private static void nothingGrowsWithoutBound(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        Session after = step.after();
        assertThat(after.fences().producers()).hasSizeLessThanOrEqualTo(Fences.PRODUCERS_MAX);
        assertThat(after.fences().recent().packed().length).isLessThanOrEqualTo(64 * 9);
        assertThat(after.held()).hasSizeLessThanOrEqualTo(32);
        assertThat(after.abortMarks().byRunId()).hasSizeLessThanOrEqualTo(16);
        assertThat(after.runs().open()).hasSizeLessThanOrEqualTo(64);
        assertThat(step.outcome().guards().byKey()).hasSizeLessThanOrEqualTo(RetryGuards.CAPACITY);
        for (Run run : after.runs().open().values()) {
            RetryGuard guard = step.outcome().guards().get(run.admission().idempotencyKey());
            assertThat(guard != null && !guard.isTerminal())
                    .as("the guard of %s is held, without an outcome", run)
                    .isTrue();
        }
    }

    /** INV-12: the one deadline of all guards is that of the guard that expires first. */
    private static void theFirstGuardToExpireIsWaitedFor(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        long earliestMs = step.outcome().guards().earliestExpiryMs();
        long waitedForMs = step.after()
                .timers()
                .find(DeadlineKind.GUARD_TTL, TimerKey.SESSION)
                .map(Deadline::deadlineAtMs)
                .orElse(RetryGuard.NEVER);
        assertThat(waitedForMs).as("GUARD_TTL").isEqualTo(earliestMs);
    }

    /** Outcomes before commands before the row; a creation that releases held reports is several steps in one. */
    private static void outputsLeaveInTheirOrder(FoldedStep step) {
        if (step.outcome().decisions().size() == 1) {
            assertThat(step.outcome().outputs().stream().map(output -> ORDER.indexOf(output.getClass())))
                    .as("the order of %s", step.outcome().outputs())
                    .isSorted();
        }
    }

    /** INV-16: a terminal phase is final, and what it showed stays. */
    private static void aTerminalPhaseAbsorbs(FoldedStep step) {
        if (!step.before().isTerminal()) {
            return;
        }
        assertThat(step.outputs(RowChanged.class)).isEmpty();
        assertThat(step.outputs(RunDecided.class)).isEmpty();
        assertThat(step.after().runs().open()).isEmpty();
    }

    private static boolean holds(Session session, DeadlineKind kind, Run run) {
        return session.timers().find(kind, run.runId()).isPresent();
    }

    /** A session with another's progress, and with its fences if {@code fences}. */
    private static Session withMarksOf(Session session, Session marks, boolean fences) {
        return new Session(
                session.key(),
                session.identity(),
                session.lifecycle(),
                session.runs(),
                session.lastRun(),
                session.abortMarks(),
                session.activity(),
                fences ? marks.fences() : session.fences(),
                session.timers(),
                session.held(),
                session.deletedSessionId(),
                session.stateVersion(),
                session.lastChange(),
                marks.progress());
    }
}
