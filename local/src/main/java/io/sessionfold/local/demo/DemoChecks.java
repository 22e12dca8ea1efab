package io.sessionfold.local.demo;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.local.LocalInstance;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The check of the demonstration: a verification, over the topics as any consumer sees them. */
final class DemoChecks {

    private static final long PAUSE_NS = 250_000_000L;
    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(30);

    private static final Set<Kind> OF_COUNTS = EnumSet.of(Kind.COUNTS_DIFFER, Kind.NOT_CONSERVED);
    private static final Set<Kind> OF_PROJECTION = EnumSet.of(Kind.INVARIANT_BROKEN);

    private final LocalInstance instance;
    private final EngineProgress engine;

    DemoChecks(LocalInstance instance, EngineProgress engine) {
        this.instance = instance;
        this.engine = engine;
    }

    /** What was found: the engine's counts and states, and what the verification says of them. */
    record Found(ProgressCounts counts, long sessions, long runs, Report report) {

        Map<RejectionReason, Long> rejected() {
            Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
            for (RejectionReason reason : RejectionReason.values()) {
                if (counts.get(reason) > 0) {
                    rejected.put(reason, counts.get(reason));
                }
            }
            return rejected;
        }

        /** Something became of every record, and the engine counts what the log says. */
        Verdict conservation() {
            return Verdict.of(report, OF_COUNTS);
        }

        /** What was published keeps its promises by itself. */
        Verdict projection() {
            return Verdict.of(report, OF_PROJECTION);
        }

        /** The log folded anew leads to every state and every record, and to no other. */
        Verdict replay() {
            Set<Kind> others = EnumSet.allOf(Kind.class);
            others.removeAll(OF_COUNTS);
            others.removeAll(OF_PROJECTION);
            return Verdict.of(report, others);
        }
    }

    /** Waits until no run is active, or until those that are have been so for longer than any grace. */
    void awaitQuiet() {
        long startedNs = System.nanoTime();
        while (engine.states().values().stream().anyMatch(DemoChecks::isRestless)
                && System.nanoTime() - startedNs < QUIET_PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    Found run() {
        Report report = new EngineVerification(instance.settings()).run(EngineVerification.Question.EVERYTHING);
        Collection<Session> sessions = engine.states().values();
        return new Found(
                engine.total(),
                sessions.stream().filter(Session::exists).count(),
                sessions.stream()
                        .mapToLong(session -> session.runs().admitted())
                        .sum(),
                report);
    }

    private static boolean isRestless(Session session) {
        return !session.runs().activeRunIds().isEmpty()
                || session.timers().pending().keySet().stream()
                        .anyMatch(timer -> timer.kind() == DeadlineKind.ERROR_GRACE);
    }
}
