package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import java.util.List;
import java.util.Objects;

/** What holds of events that come twice, again, or wrong: they move marks, digest and position, and nothing else. */
final class MarkLaws {

    static final List<StepLaw> ALL = List.of(
            MarkLaws::aDuplicateChangesNothing,
            MarkLaws::aRetryChangesNothing,
            MarkLaws::aRefusalChangesOnlyMarks,
            MarkLaws::everyDecidedEventMovesThePosition);

    private MarkLaws() {}

    /** INV-21: delivered once more, the event is a duplicate, and moves nothing but marks and digest. */
    private static void aDuplicateChangesNothing(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        FoldOutcome again = step.fold().evolve(step.after(), step.outcome().guards(), step.event());
        assertThat(again.decisions())
                .containsExactly(new Decision.Refused(step.event().envelope().eventId(), RejectionReason.DUPLICATE));
        assertThat(again.outputs()).hasSize(1).hasOnlyElementsOfType(Output.EventRejected.class);
        assertThat(again.guards()).isEqualTo(step.outcome().guards());
        Session same = Objects.requireNonNull(again.session(), "session");
        assertThat(same.fences().recent()).isEqualTo(step.after().fences().recent());
        assertThat(withMarksOf(same, step.after())).isEqualTo(step.after());
    }

    /** INV-8: sent once more under another eventId, a run that was admitted is admitted no second time. */
    private static void aRetryChangesNothing(FoldedStep step) {
        if (step.dropped()
                || step.after().isTerminal()
                || !(step.event().payload() instanceof RunAccepted)
                || !(step.decision() instanceof Decision.Applied)) {
            return;
        }
        FoldOutcome retried = step.fold().evolve(step.after(), step.outcome().guards(), retryOf(step.event()));
        assertThat(retried.decisions().get(0))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.GUARD_HIT));
        assertThat(retried.outputs()).hasSize(1).hasOnlyElementsOfType(Output.EventRejected.class);
        assertThat(retried.guards()).isEqualTo(step.outcome().guards());
        Session same = Objects.requireNonNull(retried.session(), "session");
        assertThat(withMarksOf(same, step.after())).isEqualTo(step.after());
    }

    /** INV-21: a refusal moves marks, digest and position, and nothing else. */
    private static void aRefusalChangesOnlyMarks(FoldedStep step) {
        if (!step.isRefused() || step.dropped()) {
            return;
        }
        assertThat(step.outcome().outputs()).hasSize(1).hasOnlyElementsOfType(Output.EventRejected.class);
        assertThat(step.outcome().guards()).isEqualTo(step.guards());
        if (step.before().exists() || step.before().isDeleted()) {
            assertThat(withMarksOf(step.after(), step.before())).isEqualTo(step.before());
        }
    }

    /** INV-45, INV-46: whatever was decided of it. */
    private static void everyDecidedEventMovesThePosition(FoldedStep step) {
        if (!step.dropped()) {
            assertThat(step.after().progress().position())
                    .isEqualTo(step.event().position());
            assertThat(step.after().progress().digest())
                    .isNotEqualTo(step.before().progress().digest());
            assertThat(step.outcome().decisions()).isNotEmpty();
        }
    }

    private static RecordedEvent retryOf(RecordedEvent event) {
        Envelope first = event.envelope();
        Envelope envelope = new Envelope(
                first.eventId() + ":retry",
                first.key(),
                first.sessionId(),
                "the retrying client",
                null,
                null,
                first.eventTimeMicros(),
                first.causationId(),
                first.source(),
                first.traceparent());
        return new RecordedEvent(envelope, event.payload(), event.recordTimeMs(), event.position(), event.body());
    }

    /** A session with another's progress and fences. */
    private static Session withMarksOf(Session session, Session marks) {
        return new Session(
                session.key(),
                session.identity(),
                session.lifecycle(),
                session.runs(),
                session.lastRun(),
                session.abortMarks(),
                session.activity(),
                marks.fences(),
                session.timers(),
                session.held(),
                session.quarantine(),
                session.deletedSessionId(),
                session.stateVersion(),
                session.lastChange(),
                marks.progress());
    }
}
