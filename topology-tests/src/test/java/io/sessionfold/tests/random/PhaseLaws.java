package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Output.RunDecided;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Route;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import java.util.List;
import java.util.Objects;

/** What holds of the phases and incarnations of a session in every step. */
final class PhaseLaws {

    static final List<StepLaw> ALL = List.of(
            PhaseLaws::aPhaseFollowsTheTable,
            PhaseLaws::aTerminalPhaseAbsorbs,
            PhaseLaws::anotherIncarnationBeginsAnew,
            PhaseLaws::whatCountsUpNeverGoesBack,
            PhaseLaws::whoHasNoAddressShowsNone);

    private PhaseLaws() {}

    /** The phases that may follow one of the contract's. */
    static List<io.sessionfold.contract.Phase> next(io.sessionfold.contract.Phase phase) {
        return Phase.valueOf(phase.name()).next().stream()
                .map(next -> io.sessionfold.contract.Phase.valueOf(next.name()))
                .toList();
    }

    /** INV-28: within an incarnation, whoever leads from one phase to the next. */
    private static void aPhaseFollowsTheTable(FoldedStep step) {
        if (step.isWithinIncarnation() && step.isOneDecision()) {
            Phase from = step.lifecycleBefore().phase();
            Phase to = step.lifecycleAfter().phase();
            if (from != to) {
                assertThat(from.next().contains(to) || isOverAnother(step, from, to))
                        .as("a way from %s to %s", from, to)
                        .isTrue();
                assertThat(step.lifecycleAfter().phaseSinceMs())
                        .as("phaseSince")
                        .isEqualTo(step.after().progress().recordTimeMs());
            }
        }
    }

    /** A step may take two rows of the table: the phase before the last is in the history. */
    private static boolean isOverAnother(FoldedStep step, Phase from, Phase to) {
        var history = step.lifecycleAfter().phaseHistory();
        Phase over = history.get(history.size() - 1).phase();
        return from.next().contains(over) && over.next().contains(to);
    }

    /** INV-16: a terminal phase is final, and what it showed stays. */
    private static void aTerminalPhaseAbsorbs(FoldedStep step) {
        if (!step.before().isTerminal()) {
            return;
        }
        assertThat(step.outputs(RunDecided.class)).isEmpty();
        assertThat(step.before().runs().open()).isEmpty();
        if (step.isWithinIncarnation()) {
            assertThat(step.after().runs().open()).isEmpty();
            assertThat(step.lifecycleAfter()).as("the lifecycle").isEqualTo(step.lifecycleBefore());
            assertThat(step.after().lastRun())
                    .as("the last run")
                    .isEqualTo(step.before().lastRun());
        }
    }

    /** A reset or a start after the end is a new incarnation, never a revival. */
    private static void anotherIncarnationBeginsAnew(FoldedStep step) {
        if (!step.existsBoth() || step.isWithinIncarnation()) {
            return;
        }
        Session after = step.after();
        Lifecycle lifecycle = step.lifecycleAfter();
        boolean hasController = Objects.requireNonNull(after.identity()).platform() != null;
        assertThat(lifecycle.phase()).as("first phase").isEqualTo(hasController ? Phase.PENDING : Phase.RUNNING);
        assertThat(after.runs().open()).as("open runs").isEmpty();
        assertThat(after.activity().openConnections()).as("connections").isEmpty();
        assertThat(lifecycle.routes().current()).as("route").isNull();
        assertThat(lifecycle.members()).as("members").isEmpty();
        assertThat(lifecycle.phaseHistory()).as("history").isEmpty();
        assertThat(lifecycle.desiredGeneration())
                .isGreaterThan(step.lifecycleBefore().desiredGeneration());
    }

    /** Neither over resets nor over a deletion; a session that is gone with its gravestone begins at nothing. */
    private static void whatCountsUpNeverGoesBack(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        Session before = step.before();
        Session after = step.after();
        assertThat(after.stateVersion()).as("stateVersion").isGreaterThanOrEqualTo(before.stateVersion());
        assertThat(after.runs().admitted())
                .as("admitted runs")
                .isGreaterThanOrEqualTo(before.runs().admitted());
        assertThat(after.runs().lastFencingToken())
                .as("fencing token")
                .isGreaterThanOrEqualTo(before.runs().lastFencingToken());
        assertThat(after.timers().lastGeneration())
                .as("generation of timers")
                .isGreaterThanOrEqualTo(before.timers().lastGeneration());
        assertThat(after.progress().recordTimeMs())
                .as("lastRecordTime")
                .isGreaterThanOrEqualTo(before.progress().recordTimeMs());
        if (step.existsBoth() && !(step.event().payload() instanceof SessionCreated)) {
            assertThat(step.lifecycleAfter().desiredGeneration())
                    .as("desiredGeneration")
                    .isGreaterThanOrEqualTo(step.lifecycleBefore().desiredGeneration());
            assertThat(step.lifecycleAfter().routes().lastVersion())
                    .as("routeVersion")
                    .isGreaterThanOrEqualTo(step.lifecycleBefore().routes().lastVersion());
        }
    }

    /** INV-27: neither a url nor a pod nor a route in HIBERNATED or a final phase, and nobody connected. */
    private static void whoHasNoAddressShowsNone(FoldedStep step) {
        if (step.dropped() || !step.after().exists()) {
            return;
        }
        Lifecycle lifecycle = step.lifecycleAfter();
        if (lifecycle.phase() == Phase.HIBERNATED || lifecycle.phase().isTerminal()) {
            Route route = lifecycle.routes().current();
            assertThat(lifecycle.url()).as("url").isNull();
            assertThat(lifecycle.podName()).as("podName").isNull();
            assertThat(route).as("route").isNull();
        }
    }
}
