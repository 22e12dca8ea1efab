package io.sessionfold.engine.verify;

import io.sessionfold.engine.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records that cross from partition to partition. */
final class Crossings {

    /** Into the topic that they were read from. */
    private final Crossing reroutedEvents = new Crossing(Topics.EVENTS, "re-routed event");

    private final Crossing reroutedWorkerEvents = new Crossing(Topics.WORKER_EVENTS, "re-routed worker event");
    private final Crossing reroutedApplicationEvents =
            new Crossing(Topics.APPLICATION_EVENTS, "re-routed application event");
    private final Crossing deadLetters = new Crossing(Topics.DEAD_LETTERS, "dead letter");
    private final Crossing registrations = new Crossing(Topics.WORKER_EVENTS, "registration");
    private final Crossing quarantines = new Crossing(Topics.EVENTS, "SessionQuarantined", Kind.QUARANTINE_FORGED);
    private volatile boolean isWhole = true;
    private final Crossing failures = new Crossing(Topics.EVENTS, "failure of a run");

    Crossing rerouted(String topic) {
        return switch (topic) {
            case Topics.EVENTS -> reroutedEvents;
            case Topics.WORKER_EVENTS -> reroutedWorkerEvents;
            default -> reroutedApplicationEvents;
        };
    }

    Crossing deadLetters() {
        return deadLetters;
    }

    /** RunRegistered and RunReleased, from the session fold to the deployments. */
    Crossing registrations() {
        return registrations;
    }

    /** RunErrored, from the deployments to the sessions. */
    Crossing failures() {
        return failures;
    }

    /** SessionQuarantined, from the session fold into its own log. */
    Crossing quarantines() {
        return quarantines;
    }

    /** Some partition of an input could not be folded. */
    void isNotWhole() {
        isWhole = false;
    }

    /** All are told: says what is wrong; how many are as they have to be. */
    long settle(Findings findings, Crossed crossed) {
        return reroutedEvents.settle(findings, isWhole, crossed::isNamedFromBefore, crossed::mayHaveArrivedBefore)
                + reroutedWorkerEvents.settle(findings, isWhole, arrived -> false, sent -> false)
                + reroutedApplicationEvents.settle(findings, isWhole, arrived -> false, sent -> false)
                + deadLetters.settle(findings, isWhole, crossed::saysItIsFromBefore, sent -> false)
                + registrations.settle(findings, isWhole, crossed::mayBeFromBefore, sent -> false)
                + failures.settle(findings, isWhole, arrived -> false, crossed::mayHaveArrivedBefore)
                + quarantines.settle(findings, isWhole, crossed::mayBeFromBefore, sent -> false);
    }

    /** By topic, how many rest on a checkpoint, once all are settled. */
    Map<String, Long> resting() {
        Map<String, Long> resting = new TreeMap<>();
        for (Crossing crossing : List.of(reroutedEvents, deadLetters, registrations, failures, quarantines)) {
            if (crossing.resting() > 0) {
                resting.merge(crossing.topic(), crossing.resting(), Long::sum);
            }
        }
        return resting;
    }
}
