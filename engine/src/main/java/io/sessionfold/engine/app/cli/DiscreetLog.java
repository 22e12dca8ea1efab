package io.sessionfold.engine.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The log of a server: whoever turns everything on to look for a fault does not get the credentials of callers with it. */
final class DiscreetLog {

    /**
     * Below INFO, Jetty and Javalin print the heads of requests, and what they read from the wire. The registry's client
     * prints the URL with the credentials in it, when it asks and when nobody answers; what went wrong is said without it.
     */
    private static final Map<String, Level> WITH_CREDENTIALS = Map.of(
            "org.eclipse.jetty", Level.INFO,
            "io.javalin", Level.INFO,
            "io.confluent.kafka.schemaregistry.client.rest.RestService", Level.OFF);

    private DiscreetLog() {}

    /** Gives those loggers a level of their own, unless somebody named one for them. */
    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            WITH_CREDENTIALS.forEach((name, level) -> {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(level);
                }
            });
        }
    }
}
