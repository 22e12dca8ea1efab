package io.sessionfold.tests.docs;

import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.RunTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The diagrams of phases and runs in the docs, made of the tables that decide. */
final class StatesTest {

    private static final String OUTCOME = "its outcome";

    @Test
    void theDocsShowTheTables() {
        MadeDocument.mustBe("states.md", """
                # States

                Made of `Phase.next()` and `RunTable.rows()` by `StatesTest`; not to be edited.

                ## Phases

                What a session's controller observed. A report of the current phase merges its fields and changes no phase; a
                report of a phase that the table does not allow is refused `ILLEGAL_TRANSITION`, and one on a final phase
                `ALREADY_TERMINAL`. A session without a platform begins in RUNNING, any other in PENDING.

                %s
                %s
                ## Runs

                A run begins with `RunAccepted` and ends with its one outcome, to which the diagram's ends lead. An event that a
                cell leaves empty is refused. What ends a run without an event of its own, in every state: a lapse of one of its
                deadlines, a reset, the deletion, and a final phase of its session. `RunSettled` is taken in every state, ended
                runs included: it releases the guard, and with an error it ends a run whose error is still within its grace.

                %s
                %s""".formatted(phaseDiagram(), phaseTable(), runDiagram(), runTable()));
    }

    private static String phaseDiagram() {
        StateDiagram diagram = new StateDiagram()
                .way(StateDiagram.OUTSIDE, Phase.PENDING.name(), "")
                .way(StateDiagram.OUTSIDE, Phase.RUNNING.name(), "no platform");
        for (Phase from : phases()) {
            inOrder(from.next()).forEach(to -> diagram.way(from.name(), to.name(), ""));
        }
        phases().stream()
                .filter(phase -> phase.next().isEmpty())
                .forEach(phase -> diagram.way(phase.name(), StateDiagram.OUTSIDE, ""));
        return diagram.mermaid();
    }

    private static String phaseTable() {
        StringBuilder table = new StringBuilder("| phase | may be followed by |\n|---|---|\n");
        for (Phase from : phases()) {
            String next = inOrder(from.next()).stream().map(Phase::name).collect(Collectors.joining(", "));
            table.append("| %s | %s |\n".formatted(from, next.isEmpty() ? "nothing: it is final" : next));
        }
        return table.toString();
    }

    private static String runDiagram() {
        StateDiagram diagram = new StateDiagram().way(StateDiagram.OUTSIDE, RunState.ACCEPTED.name(), "RunAccepted");
        for (RunTable.Row row : RunTable.rows()) {
            String from = row.from().name();
            inOrder(row).forEach(to -> diagram.way(from, to.name(), row.event()));
            if (row.mayEnd()) {
                diagram.way(from, StateDiagram.OUTSIDE, row.event());
            }
        }
        return diagram.mermaid();
    }

    private static String runTable() {
        String head = states().stream().map(RunState::name).collect(Collectors.joining(" | ", "| event | ", " |\n"));
        StringBuilder table = new StringBuilder(head)
                .append("|---".repeat(states().size() + 1))
                .append("|\n");
        for (String event : events()) {
            table.append("| ").append(event);
            states().forEach(state -> table.append(" | ").append(cell(event, state)));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String cell(String event, RunState from) {
        List<String> next = new ArrayList<>();
        for (RunTable.Row row : RunTable.rows()) {
            if (row.event().equals(event) && row.from() == from) {
                inOrder(row).forEach(state -> next.add(state == from ? "stays" : state.name()));
                if (row.mayEnd()) {
                    next.add(OUTCOME);
                }
            }
        }
        return String.join(" or ", next);
    }

    /** All that a session can be in: an unknown phase never becomes a session's (INV-27). */
    private static Set<Phase> phases() {
        return EnumSet.complementOf(EnumSet.of(Phase.UNKNOWN));
    }

    private static Set<RunState> states() {
        return EnumSet.allOf(RunState.class);
    }

    private static Set<String> events() {
        return RunTable.rows().stream().map(RunTable.Row::event).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<RunState> inOrder(RunTable.Row row) {
        return states().stream().filter(row.next()::contains).toList();
    }

    private static List<Phase> inOrder(Set<Phase> next) {
        return phases().stream().filter(next::contains).toList();
    }
}
