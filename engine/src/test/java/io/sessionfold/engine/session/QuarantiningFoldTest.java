package io.sessionfold.engine.session;

import static io.sessionfold.engine.session.QuarantineStage.created;
import static io.sessionfold.engine.session.QuarantineStage.envelope;
import static io.sessionfold.engine.session.QuarantineStage.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.Decision.Applied;
import io.sessionfold.engine.session.Decision.Parked;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.SessionEvent.QuarantineReleased;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The net around the fold, step by step. */
final class QuarantiningFoldTest {

    private static final String BUG = ArithmeticException.class.getName();

    private final FailingFold fold = new FailingFold(event -> event.payload().equals(named("poison"))
            || event.envelope().eventId().startsWith("bad"));
    private final QuarantineStage stage = QuarantineStage.live(fold);

    @Test
    @DisplayName("INV-47: an event on which the fold fails sets its session apart, and the row and the log say so")
    void aFailureSetsTheSessionApart() {
        stage.write("e-1", created());
        RecordedEvent poison = stage.write("e-2", named("poison"));

        Session after = stage.session();
        assertThat(stage.quarantine().position()).isEqualTo(poison.position());
        assertThat(stage.quarantine().errorClass()).isEqualTo(BUG);
        assertThat(after.stateVersion()).isEqualTo(2);
        PublicRow row = stage.outputs(Output.RowChanged.class).get(1).row();
        assertThat(row.body().quarantined()).isTrue();
        assertThat(row.body().name()).isNull();
        assertThat(row.change().eventType()).isEqualTo("SessionQuarantined");
        assertThat(row.change().reason()).isEqualTo(BUG);
        assertThat(row.progress().position()).isEqualTo(poison.position());
        assertThat(stage.outputs(Output.SessionSetApart.class)).singleElement().satisfies(apart -> {
            assertThat(apart.payload()).isEqualTo(new SessionEvent.SessionQuarantined(poison.position(), BUG));
            assertThat(apart.envelope().source()).isEqualTo(EventSource.RECOVERY);
        });
        assertThat(stage.parked).containsExactly(poison);
    }

    @Test
    @DisplayName("INV-45, INV-47: a parked event moves the digest and the position, and no mark")
    void aParkedEventMovesNoMark() {
        stage.write("e-1", created());
        stage.write("bad", named("b"));
        Session before = stage.session();

        RecordedEvent parked = stage.write(envelope("e-3", 7L), named("c"));

        Session after = stage.session();
        assertThat(stage.decisions).endsWith(new Parked("e-3"));
        assertThat(after.fences()).isEqualTo(before.fences());
        assertThat(after.progress().position()).isEqualTo(parked.position());
        assertThat(after.progress().digest())
                .isEqualTo(before.progress().digest().next(parked.recordTimeMs(), parked.body()));
        assertThat(after.stateVersion()).isEqualTo(before.stateVersion());
        assertThat(stage.quarantine().parkedCount()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "INV-21, INV-47: every gap in a producer's sequence is counted, also of events that are released together")
    void everyGapOfAReleaseIsCounted() {
        stage.write("e-1", created());
        stage.write(envelope("bad", 1L), named("b"));
        stage.write(envelope("e-3", 3L), named("c"));
        stage.write(envelope("e-4", 5L), named("d"));
        assertThat(stage.gaps()).isZero();
        fold.repair();
        stage.write("r-1", release(99));

        assertThat(stage.names()).endsWith("b", "c", "d", "d");
        assertThat(stage.gaps()).isEqualTo(2);
    }

    @Test
    @DisplayName("INV-47: a release folds what is parked in order, each with its own decision, version and record")
    void aReleaseFoldsInOrder() {
        stage.write("e-1", created());
        stage.write("bad", named("b"));
        stage.write("e-3", named("c"));
        fold.repair();
        RecordedEvent release = stage.write("r-1", release(99));

        assertThat(stage.session().quarantine()).isNull();
        assertThat(stage.parked).isEmpty();
        assertThat(stage.names()).containsExactly("null", "null", "b", "c", "c");
        assertThat(stage.outputs(Output.RowChanged.class))
                .extracting(changed -> changed.row().body().quarantined())
                .containsExactly(false, true, true, true, false);
        assertThat(stage.outputs(Output.RowChanged.class))
                .extracting(changed -> changed.row().stateVersion())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(stage.outputs(Output.RowChanged.class)
                        .get(2)
                        .row()
                        .progress()
                        .position())
                .isEqualTo(release.position());
        assertThat(stage.decisions).endsWith(new Applied("r-1"), new Applied("bad"), new Applied("e-3"));
    }

    @Test
    @DisplayName("INV-46, INV-47: a skipped event is refused QUARANTINED by the release that names it, and stays so")
    void aSkippedEventIsRefusedForGood() {
        stage.write("e-1", created());
        RecordedEvent poison = stage.write("bad", named("b"));
        stage.write("e-3", named("c"));
        stage.write("r-1", new QuarantineReleased(at(99), List.of(poison.position())));

        assertThat(stage.decisions)
                .endsWith(new Applied("r-1"), new Refused("bad", RejectionReason.QUARANTINED), new Applied("e-3"));
        assertThat(stage.outputs(Output.EventRejected.class)).singleElement().satisfies(rejected -> {
            assertThat(rejected.position()).isEqualTo(poison.position());
            assertThat(rejected.detail()).contains("release 'r-1' at events-0@4 skips it");
        });
        fold.repair();
        stage.write("bad", named("b"));
        assertThat(stage.decisions).endsWith(new Refused("bad", RejectionReason.DUPLICATE));
        assertThat(stage.outputs(Output.EventRejected.class).get(1).firstDecision())
                .isEqualTo("SKIPPED");
    }

    @Test
    @DisplayName("INV-47: where a release fails again the session stays apart, from that event on")
    void aSecondFailureKeepsTheRest() {
        stage.write("e-1", created());
        stage.write("bad-1", named("b"));
        stage.write("e-3", named("c"));
        RecordedEvent second = stage.write("bad-2", named("d"));
        stage.write("e-5", named("e"));
        stage.write("r-1", new QuarantineReleased(at(99), List.of(at(1))));

        assertThat(stage.quarantine().position()).isEqualTo(second.position());
        assertThat(stage.quarantine().parkedCount()).isEqualTo(2);
        assertThat(stage.names()).containsExactly("null", "null", "c");
        assertThat(stage.outputs(Output.SessionSetApart.class))
                .extracting(apart -> apart.payload().position().offset())
                .containsExactly(1L, 4L);
        assertThat(stage.parked).extracting(event -> event.envelope().eventId()).containsExactly("bad-2", "e-5");
    }

    @Test
    @DisplayName("INV-47: a release up to a position leaves the session apart at the first event behind it")
    void aReleaseUpToAPositionLeavesTheRest() {
        stage.write("e-1", created());
        RecordedEvent poison = stage.write("bad", named("b"));
        RecordedEvent next = stage.write("e-3", named("c"));
        fold.repair();
        stage.write("r-1", new QuarantineReleased(poison.position(), List.of()));

        assertThat(stage.quarantine().position()).isEqualTo(next.position());
        assertThat(stage.names()).containsExactly("null", "null", "b");
        assertThat(stage.outputs(Output.SessionSetApart.class)).hasSize(1);
        stage.write("r-2", release(99));
        assertThat(stage.names()).containsExactly("null", "null", "b", "c", "c");
    }

    @Test
    @DisplayName("INV-47: a full parking place refuses QUARANTINED, remembers the id, and moves no producer's mark")
    void aFullPlaceRefuses() {
        stage.write("e-1", created());
        stage.write("bad", named("b"));
        for (int i = 1; i < Quarantine.PARKED_MAX; i++) {
            stage.write(envelope("p-" + i, (long) i), named("p-" + i));
        }
        stage.write(envelope("late", 5_000L), named("late"));

        assertThat(stage.decisions).endsWith(new Refused("late", RejectionReason.QUARANTINED));
        assertThat(stage.quarantine().parkedCount()).isEqualTo(Quarantine.PARKED_MAX);
        assertThat(stage.session().fences().fenceOf("gw-1")).isEmpty();
        stage.write(envelope("late", 5_000L), named("late"));
        assertThat(stage.decisions).endsWith(new Refused("late", RejectionReason.DUPLICATE));
        fold.repair();
        stage.write("r-1", release(9_999));
        assertThat(stage.session().stateVersion()).isEqualTo(2 + Quarantine.PARKED_MAX + 1);
    }

    @Test
    @DisplayName("INV-47: a copy that found the place full makes no duplicate of the event that waits")
    void aRefusedCopyDoesNotShadowTheParkedEvent() {
        stage.write("e-1", created());
        stage.write("bad", named("b"));
        for (int i = 1; i < Quarantine.PARKED_MAX; i++) {
            stage.write("p-" + i, named("p-" + i));
        }
        stage.write("p-7", named("p-7"));
        assertThat(stage.decisions).endsWith(new Refused("p-7", RejectionReason.QUARANTINED));
        fold.repair();
        stage.write("r-1", release(9_999));

        assertThat(stage.names()).contains("p-7");
    }

    @Test
    @DisplayName("INV-47: the timers rest while a session is apart, and count on from its release")
    void theTimersRest() {
        stage.write("e-1", created());
        long before = deadlineMs();
        stage.timePasses(60_000);
        stage.write("bad", named("b"));
        assertThat(stage.session().runningTimers()).isEqualTo(Timers.NONE);
        stage.timePasses(3_600_000);
        fold.repair();
        stage.write("r-1", release(99));

        assertThat(deadlineMs()).isEqualTo(before + 3_600_000);
        assertThat(stage.session().runningTimers()).isEqualTo(stage.session().timers());
    }

    @Test
    @DisplayName(
            "INV-26, INV-47: a creation on which the fold fails is set apart too, unseen, and created by its release")
    void aCreationIsSetApart() {
        stage.write("bad", created());
        stage.write("e-2", named("b"));

        assertThat(stage.session().exists()).isFalse();
        assertThat(stage.outputs(Output.RowChanged.class)).isEmpty();
        assertThat(stage.outputs(Output.SessionSetApart.class)).hasSize(1);
        fold.repair();
        stage.write("r-1", release(99));
        assertThat(stage.names()).containsExactly("null", "b", "b");
        assertThat(stage.session().quarantine()).isNull();
    }

    @Test
    @DisplayName("INV-34, INV-47: a creation that is skipped leaves a row that goes in time")
    void aSkippedCreationLeavesNothing() {
        RecordedEvent poison = stage.write("bad", created());
        stage.write("r-1", new QuarantineReleased(at(99), List.of(poison.position())));

        assertThat(stage.session().exists()).isFalse();
        assertThat(stage.session().runningTimers().find(DeadlineKind.PROVISIONAL, TimerKey.SESSION))
                .isPresent();
    }

    @Test
    @DisplayName("INV-46, INV-47: what the state knows nothing of is refused: a quarantine, a release, a skip")
    void whatTheStateDoesNotKnowIsRefused() {
        stage.write("e-0", release(99));
        assertThat(stage.decisions).endsWith(new Refused("e-0", RejectionReason.UNKNOWN_SESSION));
        stage.write("e-1", created());
        stage.write("e-2", release(99));
        assertThat(stage.decisions).endsWith(new Refused("e-2", RejectionReason.ILLEGAL_TRANSITION));
        stage.write("e-3", new SessionEvent.SessionQuarantined(at(0), "X"));
        assertThat(stage.decisions).endsWith(new Refused("e-3", RejectionReason.ILLEGAL_TRANSITION));
        stage.write("bad", named("b"));
        stage.write("e-5", new QuarantineReleased(at(99), List.of(at(77))));
        assertThat(stage.decisions).endsWith(new Refused("e-5", RejectionReason.ILLEGAL_TRANSITION));
        stage.write("e-6", new QuarantineReleased(at(0), List.of()));
        assertThat(stage.decisions).endsWith(new Refused("e-6", RejectionReason.ILLEGAL_TRANSITION));
        assertThat(stage.parked).hasSize(1);
    }

    @Test
    @DisplayName("INV-21, INV-47: a release that comes twice releases once")
    void aReleaseThatComesTwiceReleasesOnce() {
        stage.write("e-1", created());
        stage.write("bad", named("b"));
        stage.write("r-1", release(99));
        int failures = stage.outputs(Output.SessionSetApart.class).size();
        stage.write("r-1", release(99));

        assertThat(stage.decisions).endsWith(new Refused("r-1", RejectionReason.DUPLICATE));
        assertThat(stage.outputs(Output.SessionSetApart.class)).hasSize(failures);
    }

    @Test
    @DisplayName("INV-44, INV-47: a replay takes the failures from the log, so that a repaired fold comes to the same")
    void aReplayTakesFailuresFromTheLog() {
        stage.write("e-1", created());
        stage.write("bad-1", named("b"));
        stage.write("e-3", named("c"));
        stage.write("r-1", release(99));
        stage.write("e-4", named("d"));
        fold.repair();
        stage.write("r-2", release(99));
        stage.write("bad-2", named("e"));

        QuarantineStage replay = QuarantineStage.replayOf(stage, fold);
        assertThat(replay.session()).isEqualTo(stage.session());
        assertThat(replay.outputs).isEqualTo(stage.outputs);
        assertThat(replay.decisions).isEqualTo(stage.decisions);
        assertThat(replay.parked).isEqualTo(stage.parked);
    }

    @Test
    @DisplayName("INV-47: in a replay a failure that the log does not tell is said with its position")
    void aFailureThatTheLogDoesNotTellIsSaid() {
        QuarantineStage live = QuarantineStage.live(new FailingFold(event -> false));
        live.write("e-1", created());
        live.write("bad", named("b"));

        assertThatThrownBy(() -> QuarantineStage.replayOf(live, fold))
                .isInstanceOf(UnexpectedFailureException.class)
                .hasMessageContaining("events-0@1");
    }

    @Test
    @DisplayName("INV-47: an error, and a failure that is no poison, go up")
    void whatIsNoPoisonGoesUp() {
        Failures failures = Failures.ofTry(failure -> failure instanceof ArithmeticException, (event, failure) -> {});
        RecordedEvent event = stage.write("e-1", created());

        assertThatThrownBy(() -> failures.attempt(event, event.position(), () -> {
                    throw new IllegalStateException("the broker is gone");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> failures.attempt(event, event.position(), () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    @DisplayName("INV-47: nobody sets a session apart in a replay by writing that it is")
    void aForgedQuarantineIsNoFailure() {
        stage.write("e-1", created());
        stage.write("e-2", named("a"));
        stage.write("e-3", new SessionEvent.SessionQuarantined(at(1), BUG));

        QuarantineStage replay = QuarantineStage.replayOf(stage, fold);
        assertThat(replay.session()).isEqualTo(stage.session());
        assertThat(replay.decisions).isEqualTo(stage.decisions);
    }

    @Test
    @DisplayName("INV-21, INV-47: a poison that was left out, and is delivered again, is a duplicate and no poison")
    void aSkippedPoisonIsADuplicate() {
        stage.write("e-1", created());
        RecordedEvent poison = stage.write("bad", named("b"));
        stage.write("r-1", new QuarantineReleased(at(99), List.of(poison.position())));
        stage.write("bad", named("b"));

        assertThat(stage.session().isQuarantined()).isFalse();
        assertThat(stage.decisions).endsWith(new Refused("bad", RejectionReason.DUPLICATE));
        fold.repair();
        assertThat(QuarantineStage.replayOf(stage, fold).outputs).isEqualTo(stage.outputs);
    }

    private long deadlineMs() {
        return stage.session().timers().earliestMs();
    }

    private static QuarantineReleased release(long upToOffset) {
        return new QuarantineReleased(at(upToOffset), List.of());
    }

    private static Position at(long offset) {
        return new Position("events", 0, offset);
    }
}
