package io.sessionfold.engine.query;

import java.time.Duration;

/** Why the stores cannot answer, and when to ask again. */
final class NotReadyReasons {

    /** A hand-over takes two to three seconds. */
    private static final Duration HAND_OVER = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(1);

    private NotReadyReasons() {}

    static <T> QueryResult<T> moving() {
        return new QueryResult.NotReady<>("The partitions are moving between instances", HAND_OVER);
    }

    static <T> QueryResult<T> nobody(String reason) {
        return new QueryResult.NotReady<>(reason, HAND_OVER);
    }

    static <T> QueryResult<T> elsewhere(String instance) {
        return new QueryResult.NotReady<>(
                "Another instance answers for this session: ask http://" + instance, HAND_OVER);
    }

    /** Whoever answers for it, it is not this instance. */
    static <T> QueryResult<T> of(Ownership owner) {
        return owner instanceof Ownership.Elsewhere other
                ? elsewhere(other.instance())
                : nobody(owner instanceof Ownership.Nobody none ? none.reason() : "It moved to this instance just now");
    }

    static <T> QueryResult<T> behind() {
        return new QueryResult.NotReady<>("The state is not folded as far as was asked for yet", SOON);
    }

    static <T> QueryResult<T> noOwner() {
        return new QueryResult.NotReady<>("The owner does not answer, and there is no copy that could", HAND_OVER);
    }

    static <T> QueryResult<T> paused() {
        return nobody("This instance was paused, and is not sure yet that it is still the owner");
    }

    static <T> QueryResult<T> unknownEnd() {
        return new QueryResult.NotReady<>(
                "Kafka does not say where the log ends, so it cannot be said what is not in it", HAND_OVER);
    }

    static <T> QueryResult<T> beyondTheEnd() {
        return new QueryResult.NeverReached<>("That position is beyond the end of the log");
    }

    static <T> QueryResult<T> stopping() {
        return new QueryResult.NotReady<>("This instance is stopping", SOON);
    }

    static <T> QueryResult<T> starting() {
        return new QueryResult.NotReady<>("The engine is starting or rebalancing: it has no partition yet", HAND_OVER);
    }
}
