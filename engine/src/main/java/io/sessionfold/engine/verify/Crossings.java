package io.sessionfold.engine.verify;

import io.sessionfold.engine.topology.Topics;

/** The records that cross from partition to partition. */
final class Crossings {

    /** Into the topic that they were read from. */
    private final Crossing reroutedEvents = new Crossing(Topics.EVENTS, "re-routed event");

    private final Crossing reroutedWorkerEvents = new Crossing(Topics.WORKER_EVENTS, "re-routed worker event");
    private final Crossing reroutedApplicationEvents =
            new Crossing(Topics.APPLICATION_EVENTS, "re-routed application event");
    private final Crossing deadLetters = new Crossing(Topics.DEAD_LETTERS, "dead letter");
    private final Crossing registrations = new Crossing(Topics.WORKER_EVENTS, "registration");
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

    long settle(Findings findings) {
        return reroutedEvents.settle(findings)
                + reroutedWorkerEvents.settle(findings)
                + reroutedApplicationEvents.settle(findings)
                + deadLetters.settle(findings)
                + registrations.settle(findings)
                + failures.settle(findings);
    }
}
