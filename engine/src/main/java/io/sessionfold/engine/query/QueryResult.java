package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.function.Function;

/** The answer to a query. Not found, gone and not ready are three answers (INV-41). */
public sealed interface QueryResult<T> {

    /** What was asked for. */
    record Found<T>(T value) implements QueryResult<T> {}

    /** There is no such session, or none that the caller may see. */
    record NotFound<T>() implements QueryResult<T> {}

    /** There was such a session. */
    record Gone<T>() implements QueryResult<T> {}

    /**
     * It cannot be said here and now.
     *
     * @param reason a sentence for people
     * @param retryAfter when to ask again
     */
    record NotReady<T>(String reason, Duration retryAfter) implements QueryResult<T> {}

    /**
     * It can never be said: what was asked for is not in this log.
     *
     * @param reason a sentence for people
     */
    record NeverReached<T>(String reason) implements QueryResult<T> {}

    /** The same answer about something that is made of the value. */
    default <R> QueryResult<R> map(Function<? super T, ? extends R> change) {
        return flatMap(value -> new Found<>(change.apply(value)));
    }

    /** The answer that the value leads to; any other answer stays what it is. */
    default <R> QueryResult<R> flatMap(Function<? super T, QueryResult<R>> next) {
        if (this instanceof Found<T> found) {
            return next.apply(found.value());
        }
        if (this instanceof NotReady<T> notReady) {
            return new NotReady<>(notReady.reason(), notReady.retryAfter());
        }
        if (this instanceof NeverReached<T> never) {
            return new NeverReached<>(never.reason());
        }
        return this instanceof Gone<T> ? new Gone<>() : new NotFound<>();
    }
}
