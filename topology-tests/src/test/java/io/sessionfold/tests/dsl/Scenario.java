package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Driver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scenario: what happens and what must be seen of it, in order. It is data; a driver plays it. */
public final class Scenario {

    private final List<Step> steps;
    private final Set<String> accepted;

    private Scenario(List<Step> steps, Set<String> accepted) {
        this.steps = steps;
        this.accepted = accepted;
    }

    static Scenario of(Writing... sessions) {
        Scenario scenario = new Scenario(List.of(), Set.of());
        for (Writing session : sessions) {
            scenario = scenario.plus(Step.happens("has", session, false), scenario.accepted);
        }
        return scenario;
    }

    /**
     * What has happened before the scenario begins. A run that is named here without having been accepted is accepted
     * first.
     */
    public Scenario has(Happening... happenings) {
        Scenario scenario = this;
        for (Happening happening : happenings) {
            scenario = scenario.accepting(happening);
            scenario = scenario.plus(Step.happens("has", happening, false), scenario.accepted);
        }
        return scenario;
    }

    /** What happens; what is expected next counts from the first of these. */
    public Scenario when(Happening... happenings) {
        Scenario scenario = this;
        for (int i = 0; i < happenings.length; i++) {
            scenario = scenario.plus(Step.happens("when", happenings[i], i == 0), accepted);
        }
        return scenario;
    }

    /** What must be seen now. */
    public Scenario then(Expectation expectation) {
        return plus(Step.expects("then", expectation), accepted);
    }

    /** What must be seen beside it. */
    public Scenario and(Expectation expectation) {
        return plus(Step.expects("and", expectation), accepted);
    }

    /** Plays it; afterwards a replay of the log must agree, and nothing may have vanished. */
    public void on(Driver driver) {
        new Telling(steps, driver).tell();
    }

    private Scenario accepting(Happening happening) {
        if (!(happening instanceof Writing writing)) {
            return this;
        }
        EventToWrite event = writing.event();
        String run = event.tenantAlias() + "/" + event.sessionAlias() + "/" + event.runId();
        if (event.runId() == null || accepted.contains(run)) {
            return this;
        }
        Set<String> more = new HashSet<>(accepted);
        more.add(run);
        Scenario known = new Scenario(steps, Set.copyOf(more));
        if (happening instanceof RunToAccept || event.text().startsWith("runAccepted(")) {
            return known;
        }
        EventToWrite admission =
                Words.runAccepted(event.runId()).event().belongingTo(event.tenantAlias(), event.sessionAlias());
        return known.plus(Step.happens("has", admission, false), known.accepted);
    }

    private Scenario plus(Step step, Set<String> runs) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Scenario(List.copyOf(more), runs);
    }
}
