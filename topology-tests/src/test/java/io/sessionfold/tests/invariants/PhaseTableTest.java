package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The phase table of the specification, written again: every row is taken, every other pair is refused. */
final class PhaseTableTest {

    private static final String TABLE = """
            PENDING     -> SCHEDULED PREPARING CREATING RUNNING TERMINATING TERMINATED CANCELLED FAILED
            SCHEDULED   -> PREPARING CREATING RUNNING DEGRADED PENDING TERMINATING TERMINATED CANCELLED FAILED
            PREPARING   -> CREATING RUNNING DEGRADED PENDING TERMINATING TERMINATED CANCELLED FAILED
            CREATING    -> RUNNING DEGRADED PENDING TERMINATING TERMINATED CANCELLED FAILED
            RUNNING     -> DEGRADED HIBERNATING HIBERNATED RESTARTING TERMINATING TERMINATED FAILED
            DEGRADED    -> RUNNING TERMINATING TERMINATED FAILED
            RESTARTING  -> RUNNING DEGRADED TERMINATING TERMINATED FAILED
            HIBERNATING -> HIBERNATED RUNNING TERMINATING TERMINATED FAILED
            HIBERNATED  -> WAKING RUNNING TERMINATING TERMINATED FAILED
            WAKING      -> RUNNING DEGRADED HIBERNATED TERMINATING TERMINATED FAILED
            TERMINATING -> TERMINATED FAILED
            TERMINATED  ->
            CANCELLED   ->
            FAILED      ->
            """;

    private static final Map<Phase, Set<Phase>> NEXT = parse();

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName("INV-28: every row of the phase table is taken, and every other pair refused")
    void theTableDecides(Driver driver) {
        for (Phase from : NEXT.keySet()) {
            for (Phase to : NEXT.keySet()) {
                reported(from, to).on(driver);
            }
        }
    }

    @Test
    void theTableNamesEveryPhase() {
        Set<Phase> all = EnumSet.allOf(Phase.class);
        all.remove(Phase.UNKNOWN);
        assertThat(NEXT.keySet()).isEqualTo(all);
    }

    private static Scenario reported(Phase from, Phase to) {
        Scenario scenario = given(session("s-1").onPlatform("kubernetes"));
        for (Phase phase : pathTo(from)) {
            scenario = scenario.has(phaseReported(phase));
        }
        scenario = scenario.then(theRow("s-1").withPhase(from)).when(phaseReported(to));
        if (next(from).isEmpty()) {
            return scenario.then(rejections().areExactly(refused(ALREADY_TERMINAL)))
                    .and(theRow("s-1").withPhase(from));
        }
        boolean allowed = from == to || next(from).contains(to);
        return allowed
                ? scenario.then(rejections().areEmpty()).and(theRow("s-1").withPhase(to))
                : scenario.then(rejections().areExactly(refused(ILLEGAL_TRANSITION)))
                        .and(theRow("s-1").withPhase(from));
    }

    /** The shortest way from PENDING, breadth first. */
    private static List<Phase> pathTo(Phase goal) {
        Map<Phase, List<Phase>> paths = new EnumMap<>(Phase.class);
        Deque<Phase> open = new ArrayDeque<>(List.of(Phase.PENDING));
        paths.put(Phase.PENDING, List.of());
        while (!open.isEmpty()) {
            Phase at = open.remove();
            List<Phase> path = Objects.requireNonNull(paths.get(at), "path");
            for (Phase phase : next(at)) {
                if (!paths.containsKey(phase)) {
                    List<Phase> longer = new ArrayList<>(path);
                    longer.add(phase);
                    paths.put(phase, longer);
                    open.add(phase);
                }
            }
        }
        return Objects.requireNonNull(paths.get(goal), "a way to every phase");
    }

    private static Set<Phase> next(Phase phase) {
        return NEXT.getOrDefault(phase, Set.of());
    }

    private static Map<Phase, Set<Phase>> parse() {
        Map<Phase, Set<Phase>> table = new EnumMap<>(Phase.class);
        TABLE.lines().forEach(line -> {
            String[] sides = line.split(" *->", -1);
            Set<Phase> next = EnumSet.noneOf(Phase.class);
            Stream.of(sides[1].strip().split(" +", -1))
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> next.add(Phase.valueOf(name)));
            table.put(Phase.valueOf(sides[0]), next);
        });
        return table;
    }
}
