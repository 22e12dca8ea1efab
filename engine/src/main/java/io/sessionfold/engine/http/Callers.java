package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;

/** Says who asks. Thread-safe. */
public interface Callers {

    /**
     * Who asks; the same object for the same request.
     *
     * @throws ProblemException that ends the request if nobody known does
     */
    Caller of(Context context);
}
