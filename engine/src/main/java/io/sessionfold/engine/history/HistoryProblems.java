package io.sessionfold.engine.history;

import io.sessionfold.engine.query.QueryResult;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** Why the past cannot be told now, and when to ask again. */
final class HistoryProblems {

    private static final Duration LATER = Duration.ofSeconds(2);

    private HistoryProblems() {}

    static <T> QueryResult<T> notOpen() {
        return new QueryResult.NotReady<>("The history index is not open", LATER);
    }

    static <T> QueryResult<T> kafka(KafkaException e) {
        return new QueryResult.NotReady<>("The history cannot be read from Kafka: " + e.getMessage(), LATER);
    }

    static <T> QueryResult<T> unknownEnd() {
        return new QueryResult.NotReady<>("Kafka does not say what was in the log at that time", LATER);
    }

    /** The same "no", where a value of another kind was asked for. */
    static <T, R> QueryResult<R> same(QueryResult<T> no) {
        return no.flatMap(value -> {
            throw new IllegalStateException("Expected an answer without a value, but it was " + value);
        });
    }

    static <T> QueryResult<T> stopping() {
        return new QueryResult.NotReady<>("This instance is stopping", LATER);
    }
}
