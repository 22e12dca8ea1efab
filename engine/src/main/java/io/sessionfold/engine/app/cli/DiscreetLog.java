package io.sessionfold.engine.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log of a server: whoever turns everything on to look for a fault does not get the credentials of callers with it. */
final class DiscreetLog {

    /** Below INFO they print the heads of requests, and what they read from the wire. */
    private static final List<String> WITH_REQUESTS = List.of("org.eclipse.jetty", "io.javalin");

    private DiscreetLog() {}

    /** Gives those loggers a level of their own, unless somebody named one for them. */
    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (String name : WITH_REQUESTS) {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.INFO);
                }
            }
        }
    }
}
