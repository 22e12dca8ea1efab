package io.sessionfold.engine.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The log of a command that answers one question: none, because its output belongs to whoever asked. */
final class QuietLog {

    private QuietLog() {}

    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            // Levels that a configuration set for single loggers would outlive the root's.
            context.reset();
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        }
    }
}
