package io.sessionfold.tests.random;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.SessionEvent.DeadlineLapsed;
import io.sessionfold.tests.driver.Recording;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What histories reached: which events were decided how, which states there were, and which commands went out. */
final class Reached implements Law {

    final Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);
    final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    final Set<Phase> memberPhases = EnumSet.noneOf(Phase.class);
    final Set<RunState> runStates = EnumSet.noneOf(RunState.class);
    final Set<String> outcomes = new TreeSet<>();
    final Set<String> commands = new TreeSet<>();
    final Set<String> lapsed = new TreeSet<>();

    /** How often an event of a type was decided in a way: {@code RunStarted APPLIED}. */
    final TreeMap<String, Integer> decisions = new TreeMap<>();

    @Override
    public void check(Recording recording) {
        new StepByStep(List.of(this::note)).check(recording);
    }

    Set<String> types(boolean applied) {
        Set<String> types = new TreeSet<>();
        decisions.keySet().stream()
                .filter(decided -> decided.endsWith(" APPLIED") == applied && !decided.endsWith(" HELD"))
                .forEach(decided -> types.add(decided.substring(0, decided.indexOf(' '))));
        return types;
    }

    /** The share of the producers' own events, without the timer's, that was not refused. */
    double shareTaken() {
        double taken = 0;
        double all = 0;
        for (Map.Entry<String, Integer> decided : decisions.entrySet()) {
            if (!decided.getKey().startsWith("DeadlineLapsed ")) {
                all += decided.getValue();
                boolean isTaken = decided.getKey().endsWith(" APPLIED")
                        || decided.getKey().endsWith(" HELD");
                taken += isTaken ? decided.getValue() : 0;
            }
        }
        return taken / all;
    }

    private void note(FoldedStep step) {
        Decision decision = step.decision();
        if (decision instanceof Decision.Refused refused) {
            reasons.add(refused.reason());
        }
        String type = step.event().payload().type();
        decisions.merge(type + " " + Decision.nameOf(decision.code()), 1, Integer::sum);
        if (step.event().payload() instanceof DeadlineLapsed lapse && !step.isRefused()) {
            lapsed.add(lapse.kind().name());
        }
        step.outputs(Output.CommandIssued.class)
                .forEach(command -> commands.add(command.type().name()));
        step.outputs(Output.RunDecided.class).forEach(run -> outcomes.add(run.status() + " " + run.errorCode()));
        if (!step.dropped()) {
            step.after().runs().open().values().stream().map(Run::state).forEach(runStates::add);
            Lifecycle lifecycle = step.after().lifecycle();
            if (lifecycle != null) {
                phases.add(lifecycle.phase());
                memberPhases.addAll(lifecycle.members().values());
            }
        }
    }
}
