package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;

/** The routes of one subject. */
interface Routes extends AutoCloseable {

    /** Registers them. */
    void addTo(JavalinConfig config);

    /** Ends what is still being answered. */
    @Override
    default void close() {}

    /** A route that HEAD knows too. */
    static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }
}
