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

    /** The same answer about something that is made of the value. */
    default <R> QueryResult<R> map(Function<? super T, ? extends R> change) {
        if (this instanceof Found<T> found) {
            return new Found<>(change.apply(found.value()));
        }
        if (this instanceof NotReady<T> notReady) {
            return new NotReady<>(notReady.reason(), notReady.retryAfter());
        }
        return this instanceof Gone<T> ? new Gone<>() : new NotFound<>();
    }
}
