package io.sessionfold.engine.query;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** Whether this instance's stores can answer. */
@FunctionalInterface
public interface Readiness {

    /** The readiness of a topology: it is ready while it runs, which it does once its stores are restored. */
    static Readiness of(Supplier<KafkaStreams.State> state, RestoreProgress restores) {
        return () -> {
            KafkaStreams.State now = state.get();
            return now == KafkaStreams.State.RUNNING
                    ? Optional.empty()
                    : Optional.of("The engine is " + now + ", not RUNNING" + rest(restores));
        };
    }

    private static String rest(RestoreProgress restores) {
        int stores = restores.stores();
        return stores == 0
                ? ""
                : "; it restores " + stores + " stores with " + restores.left() + " offsets left to read";
    }

    /** Why they cannot, in a sentence; empty if they can. */
    Optional<String> obstacle();
}
