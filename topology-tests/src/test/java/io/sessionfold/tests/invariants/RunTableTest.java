package io.sessionfold.tests.invariants;

import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Words.event;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runSettledWithError;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.RecoveryAbandoned;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.RunRecovered;
import io.sessionfold.engine.session.RunTable;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of a run's states, written again: what each event does in each state, and that it does nothing else. */
final class RunTableTest {

    /** How a run gets where it stands; its reply is owed, so that an end does not end it. */
    private static final Map<String, Scenario> STATES = states();

    private static final Set<String> OPEN = Set.of("ACCEPTED", "RUNNING", "YIELDED", "OWED", "RECOVERING");

    /** For each event, in the order of the states: the state after it, or the reason of its refusal. */
    private static final Map<String, List<String>> TABLE = table();

    private static final Map<String, EventToWrite> EVENTS = Map.ofEntries(
            Map.entry("RunStarted", runStarted("r-1")),
            Map.entry("RunProgressed", runProgressed("r-1")),
            Map.entry("RunEnded, yielded", runEnded("r-1").yielding().event()),
            Map.entry("RunEnded", runEnded("r-1").event()),
            Map.entry(
                    "RunEnded, with its reply", runEnded("r-1").replying("ref").event()),
            Map.entry("RunEnded, aborted", runEnded("r-1").aborted().event()),
            Map.entry("RunEnded, not executed", runEnded("r-1").notExecuted().event()),
            Map.entry("TerminalReplyCommitted", replyCommitted("r-1", "m-1", "m-2")),
            Map.entry("TerminalReplyCommitted, in part", replyCommitted("r-1", "m-1")),
            Map.entry("RunErrored", runErrored("r-1", "X").event()),
            Map.entry("RunErrored, final", runErrored("r-1", "X").forGood().event()),
            Map.entry("RunAbortRequested", runAborted("r-1").event()),
            Map.entry("ProviderFailed", event("providerFailed", new ProviderFailed("r-1", "QUOTA", null))),
            Map.entry("ProviderRecovered", event("providerRecovered", new ProviderRecovered("r-1", "QUOTA", null))),
            Map.entry("RunInterrupted", event("interrupted", new RunInterrupted("r-1", true, "restart"))),
            Map.entry("RunInterrupted, lost", event("lost", new RunInterrupted("r-1", false, "restart"))),
            Map.entry("RunRecovered", event("recovered", new RunRecovered("r-1", "r-2", 1))),
            Map.entry("RecoveryAbandoned", event("abandoned", new RecoveryAbandoned("r-1", "no transcript"))),
            Map.entry("RunSettled", runSettled("r-1")),
            Map.entry("RunSettled with error", runSettledWithError("r-1")));

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-23: every event does in every state of a run what the table says, and nothing else")
    void theTableDecides(Driver driver) {
        assertThat(TABLE.keySet()).isEqualTo(EVENTS.keySet());
        TABLE.forEach((event, cells) -> {
            int column = 0;
            for (Map.Entry<String, Scenario> state : STATES.entrySet()) {
                cell(state, Objects.requireNonNull(EVENTS.get(event)), cells.get(column++))
                        .on(driver);
            }
        });
    }

    @Test
    @DisplayName("INV-23: the table of the code has the rows that are taken, and no other")
    void theTableOfTheCodeHasTheRowsThatAreTaken() {
        Map<String, Set<String>> taken = new TreeMap<>();
        TABLE.forEach((event, cells) -> {
            int column = 0;
            for (String state : STATES.keySet()) {
                String cell = cells.get(column++);
                if (OPEN.contains(state) && RunStates.contains(cell) && !event.startsWith("RunSettled")) {
                    taken.computeIfAbsent(event.split(",", 2)[0] + " on " + state, key -> new TreeSet<>())
                            .add(cell);
                }
            }
        });
        Map<String, Set<String>> rows = new TreeMap<>();
        for (RunTable.Row row : RunTable.rows()) {
            Set<String> after = new TreeSet<>();
            row.next().forEach(state -> after.add(state.name()));
            if (row.mayEnd()) {
                after.add("none");
            }
            rows.put(row.event() + " on " + row.from(), after);
        }
        assertThat(taken).isEqualTo(rows);
    }

    private static Scenario cell(Map.Entry<String, Scenario> state, EventToWrite event, String expected) {
        Scenario after = state.getValue().then(theRun("r-1", stateOf(state))).when(event);
        if (RunStates.contains(expected)) {
            boolean ends = expected.equals("none") && !stateOf(state).equals("none");
            return after.then(rejections().areEmpty())
                    .and(theRun("r-1", expected))
                    .and(moment -> assertThat(moment.since().outcomes()).hasSize(ends ? 1 : 0));
        }
        return after.then(rejections().areExactly(refused(RejectionReason.valueOf(expected))))
                .and(theRun("r-1", stateOf(state)))
                .and(sessionsChanged().areEmpty())
                .and(commands().areEmpty())
                .and(outcomes().areEmpty());
    }

    private static String stateOf(Map.Entry<String, Scenario> state) {
        return RunStates.contains(state.getKey()) ? state.getKey() : "none";
    }

    private static Map<String, Scenario> states() {
        Scenario accepted = given(session("s-1"))
                .has(runAccepted("r-2"), runStarted("r-2"))
                .has(runAccepted("r-1").owing("m-1", "m-2"));
        Map<String, Scenario> states = new LinkedHashMap<>();
        states.put("ACCEPTED", accepted);
        states.put("RUNNING", accepted.has(runStarted("r-1")));
        states.put("YIELDED", accepted.has(runStarted("r-1"), runEnded("r-1").yielding()));
        states.put("OWED", accepted.has(runEnded("r-1")));
        states.put("RECOVERING", accepted.has(event("interrupted", new RunInterrupted("r-1", true, "restart"))));
        states.put("terminal", accepted.has(runAborted("r-1")));
        states.put("unknown", given(session("s-1")));
        return states;
    }

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        // In the order ACCEPTED, RUNNING, YIELDED, OWED, RECOVERING, terminal, unknown.
        row(table, "RunStarted", "RUNNING RUNNING RUNNING ENDED STALE ENDED UNKNOWN");
        row(table, "RunProgressed", "RUNNING RUNNING ILLEGAL ENDED STALE ENDED UNKNOWN");
        row(table, "RunEnded, yielded", "ILLEGAL YIELDED ILLEGAL ENDED STALE ENDED UNKNOWN");
        row(table, "RunEnded", "OWED OWED OWED ENDED STALE ENDED UNKNOWN");
        row(table, "RunEnded, with its reply", "none none none ENDED STALE ENDED UNKNOWN");
        row(table, "RunEnded, aborted", "none none none ENDED STALE ENDED UNKNOWN");
        row(table, "RunEnded, not executed", "none none none ENDED STALE ENDED UNKNOWN");
        row(table, "TerminalReplyCommitted", "none none none none none ENDED UNKNOWN");
        row(table, "TerminalReplyCommitted, in part", "ACCEPTED RUNNING YIELDED OWED RECOVERING ENDED UNKNOWN");
        row(table, "RunErrored", "ACCEPTED RUNNING YIELDED ENDED STALE ENDED UNKNOWN");
        row(table, "RunErrored, final", "none none none none STALE ENDED UNKNOWN");
        // An abort of a run that is not known is remembered (INV-24), which is no refusal.
        row(table, "RunAbortRequested", "none none none ENDED none ENDED none");
        row(table, "ProviderFailed", "ACCEPTED RUNNING YIELDED ENDED STALE ENDED UNKNOWN");
        row(table, "ProviderRecovered", "ACCEPTED RUNNING YIELDED ENDED STALE ENDED UNKNOWN");
        row(table, "RunInterrupted", "RECOVERING RECOVERING RECOVERING ENDED STALE ENDED UNKNOWN");
        row(table, "RunInterrupted, lost", "none none none ENDED STALE ENDED UNKNOWN");
        row(table, "RunRecovered", "ILLEGAL ILLEGAL ILLEGAL ENDED none ENDED UNKNOWN");
        row(table, "RecoveryAbandoned", "ILLEGAL ILLEGAL ILLEGAL ENDED none ENDED UNKNOWN");
        row(table, "RunSettled", "ACCEPTED RUNNING YIELDED OWED RECOVERING none UNKNOWN");
        row(table, "RunSettled with error", "ACCEPTED RUNNING YIELDED OWED RECOVERING none UNKNOWN");
        return table;
    }

    private static void row(Map<String, List<String>> table, String event, String cells) {
        table.put(
                event,
                List.of(cells.replace("ENDED", "ALREADY_TERMINAL")
                        .replace("STALE", "STALE_RUN")
                        .replace("UNKNOWN", "UNKNOWN_RUN")
                        .replace("ILLEGAL", "ILLEGAL_TRANSITION")
                        .split(" ", -1)));
    }

    /** The states of the table, as the store names them; {@code none} is not open. */
    private static final class RunStates {
        private static final Set<String> ALL = Set.of("ACCEPTED", "RUNNING", "YIELDED", "OWED", "RECOVERING", "none");

        static boolean contains(String name) {
            return ALL.contains(name);
        }
    }
}
