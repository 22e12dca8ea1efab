package io.sessionfold.engine.session;

import static io.sessionfold.engine.session.RunState.ACCEPTED;
import static io.sessionfold.engine.session.RunState.OWED;
import static io.sessionfold.engine.session.RunState.RECOVERING;
import static io.sessionfold.engine.session.RunState.RUNNING;
import static io.sessionfold.engine.session.RunState.YIELDED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of a run, as data: which event is taken in which state, and what may follow. What is not in the table is
 * refused; {@link RunLookup} says why. A run that is in none of these states has its outcome.
 */
public final class RunTable {

    private static final List<Row> ROWS = rows(
            row("RunStarted", ACCEPTED, goes(RUNNING)),
            row("RunStarted", RUNNING, goes(RUNNING)),
            row("RunStarted", YIELDED, goes(RUNNING)),
            row("RunProgressed", ACCEPTED, goes(RUNNING)),
            row("RunProgressed", RUNNING, goes(RUNNING)),
            row("RunEnded", ACCEPTED, goes(OWED).orEnds()),
            row("RunEnded", RUNNING, goes(YIELDED, OWED).orEnds()),
            row("RunEnded", YIELDED, goes(OWED).orEnds()),
            staying("TerminalReplyCommitted", ACCEPTED, RUNNING, YIELDED, OWED, RECOVERING),
            staying("RunErrored", ACCEPTED, RUNNING, YIELDED),
            row("RunErrored", OWED, ends()),
            ending("RunAbortRequested", ACCEPTED, RUNNING, YIELDED, RECOVERING),
            row("ProviderFailed", ACCEPTED, goes(ACCEPTED)),
            row("ProviderFailed", RUNNING, goes(RUNNING)),
            row("ProviderFailed", YIELDED, goes(YIELDED)),
            row("ProviderRecovered", ACCEPTED, goes(ACCEPTED)),
            row("ProviderRecovered", RUNNING, goes(RUNNING)),
            row("ProviderRecovered", YIELDED, goes(YIELDED)),
            row("RunInterrupted", ACCEPTED, goes(RECOVERING).orEnds()),
            row("RunInterrupted", RUNNING, goes(RECOVERING).orEnds()),
            row("RunInterrupted", YIELDED, goes(RECOVERING).orEnds()),
            row("RunRecovered", RECOVERING, ends()),
            row("RecoveryAbandoned", RECOVERING, ends()));

    private static final Map<String, Set<RunState>> TAKEN =
            ROWS.stream().collect(groupingBy(Row::event, mapping(Row::from, toUnmodifiableSet())));

    private RunTable() {}

    /**
     * One row.
     *
     * @param event the payload's name
     * @param next the states that may follow; the same state where nothing has to change
     * @param mayEnd whether the outcome may follow
     */
    public record Row(String event, RunState from, Set<RunState> next, boolean mayEnd) {}

    /** The rows, in the order of the specification's table. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** Whether an event is taken by a run in this state. */
    static boolean takes(String event, RunState state) {
        return TAKEN.getOrDefault(event, Set.of()).contains(state);
    }

    /** What may follow, before the event and the state are named. */
    private record Next(Set<RunState> states, boolean mayEnd) {
        Next orEnds() {
            return new Next(states, true);
        }
    }

    private static Next goes(RunState... states) {
        return new Next(Set.of(states), false);
    }

    private static Next ends() {
        return new Next(Set.of(), true);
    }

    private static List<Row> row(String event, RunState from, Next next) {
        return List.of(new Row(event, from, next.states(), next.mayEnd()));
    }

    /** The run may stay as it is, or end. */
    private static List<Row> staying(String event, RunState... states) {
        List<Row> rows = new ArrayList<>();
        for (RunState state : states) {
            rows.addAll(row(event, state, goes(state).orEnds()));
        }
        return rows;
    }

    private static List<Row> ending(String event, RunState... states) {
        List<Row> rows = new ArrayList<>();
        for (RunState state : states) {
            rows.addAll(row(event, state, ends()));
        }
        return rows;
    }

    @SafeVarargs
    private static List<Row> rows(List<Row>... parts) {
        List<Row> all = new ArrayList<>();
        for (List<Row> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
