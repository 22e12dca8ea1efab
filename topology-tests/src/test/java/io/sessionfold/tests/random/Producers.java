package io.sessionfold.tests.random;

import io.sessionfold.tests.dsl.EventToWrite;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Who writes: gateways that claim nothing, an epoch, or an epoch and a sequence. Claims are given when an event is made,
 * so what is delivered late or in another order comes with claims that are stale by then; a gateway that restarts begins a
 * new epoch.
 */
final class Producers {

    private static final int RESTARTS_ONE_IN = 40;

    private final Random random;
    private final Map<String, Integer> sequences = new HashMap<>();
    private int epochOfSecond = 1;
    private int epochOfThird = 1;

    Producers(Random random) {
        this.random = random;
    }

    EventToWrite claim(EventToWrite event) {
        return switch (random.nextInt(8)) {
            case 0 -> event.by("gw-2", epochOfSecond += restarts());
            case 1, 2 -> sequenced(event);
            case 3 -> random.nextInt(6) == 0 ? event.by("gw-" + random.nextInt(4), random.nextInt(3)) : event;
            default -> event;
        };
    }

    private EventToWrite sequenced(EventToWrite event) {
        epochOfThird += restarts();
        String counter = epochOfThird + "/" + event.sessionAlias();
        return event.by("gw-3", epochOfThird, sequences.merge(counter, 1, Integer::sum));
    }

    private int restarts() {
        return random.nextInt(RESTARTS_ONE_IN) == 0 ? 1 : 0;
    }
}
