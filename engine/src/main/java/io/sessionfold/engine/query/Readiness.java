package io.sessionfold.engine.query;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Whether this instance's stores can answer. */
@FunctionalInterface
public interface Readiness {

    /** The readiness of a topology: it is ready while it runs, which it does once its stores are restored. */
    static Readiness of(KafkaStreams streams) {
        return () -> {
            KafkaStreams.State state = streams.state();
            return state == KafkaStreams.State.RUNNING
                    ? Optional.empty()
                    : Optional.of("The engine is " + state + ", not RUNNING");
        };
    }

    /** Why they cannot, in a sentence; empty if they can. */
    Optional<String> obstacle();
}
