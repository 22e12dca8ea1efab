package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.DesiredState;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.engine.session.guard.RetryGuard;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * INV-31, written by hand from the table "Time" of the behaviour specification: after every step a session waits for
 * exactly what its state has to wait for, neither less, or something would stay stuck, nor more.
 */
final class TimeLaws {

    static final List<StepLaw> ALL =
            List.of(TimeLaws::everythingWaitsForWhatItMust, TimeLaws::theFirstGuardToExpireIsWaitedFor);

    private TimeLaws() {}

    private static void everythingWaitsForWhatItMust(FoldedStep step) {
        if (!step.dropped()) {
            Session after = step.after();
            Set<TimerKey> held = new TreeSet<>(after.timers().pending().keySet());
            held.remove(ofSession(DeadlineKind.GUARD_TTL));
            if (mayAwaitController(after)) {
                held.remove(ofSession(DeadlineKind.PHASE));
            }
            assertThat(held).as("deadlines").isEqualTo(owed(after));
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

    private static Set<TimerKey> owed(Session session) {
        Set<TimerKey> owed = new TreeSet<>();
        if (session.isDeleted()) {
            owed.add(ofSession(DeadlineKind.GRAVESTONE));
        } else if (!session.exists()) {
            owed.add(ofSession(DeadlineKind.PROVISIONAL));
        } else {
            session.runs().open().values().forEach(run -> ofRun(session, run, owed));
            session.abortMarks()
                    .byRunId()
                    .keySet()
                    .forEach(run -> owed.add(new TimerKey(DeadlineKind.ABORT_MARK, run)));
            session.activity()
                    .openConnections()
                    .keySet()
                    .forEach(connection -> owed.add(new TimerKey(DeadlineKind.CONNECTION, connection)));
            ofPhase(session, owed);
            ofPolicy(session, owed);
        }
        return owed;
    }

    private static void ofRun(Session session, Run run, Set<TimerKey> owed) {
        boolean isNext = Objects.requireNonNull(session.identity()).concurrency() != Concurrency.QUEUED
                || session.runs().inOrder().stream()
                        .filter(RunLaws::isActive)
                        .findFirst()
                        .filter(run::equals)
                        .isPresent();
        when(run.state() != RunState.RECOVERING, DeadlineKind.RUN_EXPIRY, run, owed);
        when(run.state() == RunState.RECOVERING, DeadlineKind.RECOVERY, run, owed);
        when(run.state() == RunState.ACCEPTED && isNext, DeadlineKind.ADMISSION, run, owed);
        when(run.state() == RunState.RUNNING, DeadlineKind.TURN, run, owed);
        when(run.state() == RunState.OWED, DeadlineKind.REPLY, run, owed);
        when(run.pendingError() != null, DeadlineKind.ERROR_GRACE, run, owed);
    }

    /** A phase in between has its deadline. */
    private static void ofPhase(Session session, Set<TimerKey> owed) {
        switch (Objects.requireNonNull(session.lifecycle()).phase()) {
            case PENDING -> owed.add(ofSession(DeadlineKind.PENDING));
            case TERMINATING -> owed.add(ofSession(DeadlineKind.TERMINATING));
            case SCHEDULED, PREPARING, CREATING, RESTARTING, HIBERNATING, WAKING ->
                owed.add(ofSession(DeadlineKind.PHASE));
            case RUNNING, DEGRADED, HIBERNATED, TERMINATED, CANCELLED, FAILED, UNKNOWN -> {}
        }
    }

    /** A phase that may last has a deadline only while the controller was told something, to leave it or to stay after all. */
    private static boolean mayAwaitController(Session session) {
        Lifecycle lifecycle = session.lifecycle();
        Identity identity = session.identity();
        if (lifecycle == null || identity == null || identity.platform() == null) {
            return false;
        }
        boolean isAsleep = lifecycle.phase() == Phase.HIBERNATED;
        boolean isUp = lifecycle.phase() == Phase.RUNNING || lifecycle.phase() == Phase.DEGRADED;
        boolean isAnotherWish = lifecycle.desiredGeneration() > 1;
        return isAsleep ? isAnotherWish || lifecycle.wakePending() : isUp && isAnotherWish;
    }

    private static void ofPolicy(Session session, Set<TimerKey> owed) {
        Identity identity = Objects.requireNonNull(session.identity());
        Lifecycle lifecycle = Objects.requireNonNull(session.lifecycle());
        boolean mayIdle = lifecycle.phase() == Phase.RUNNING
                && lifecycle.desiredState() == DesiredState.RUNNING
                && session.activity().openConnections().isEmpty()
                && session.runs().open().values().stream().allMatch(run -> run.state() == RunState.OWED);
        if (mayIdle && isPositive(identity.policy().idleTimeoutMs())) {
            owed.add(ofSession(DeadlineKind.IDLE));
        }
        boolean mayLast = lifecycle.phase().isTerminal() || lifecycle.phase() == Phase.TERMINATING;
        if (!mayLast && isPositive(identity.policy().maxDurationMs())) {
            owed.add(ofSession(DeadlineKind.LIFETIME));
        }
    }

    private static boolean isPositive(@Nullable Long ms) {
        return ms != null && ms > 0;
    }

    private static void when(boolean holds, DeadlineKind kind, Run run, Set<TimerKey> owed) {
        if (holds) {
            owed.add(new TimerKey(kind, run.runId()));
        }
    }

    private static TimerKey ofSession(DeadlineKind kind) {
        return new TimerKey(kind, TimerKey.SESSION);
    }
}
