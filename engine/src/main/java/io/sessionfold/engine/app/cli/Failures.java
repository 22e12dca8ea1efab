package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.config.SettingsException;
import io.sessionfold.engine.http.HttpStartException;
import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.replay.ReplayException;
import io.sessionfold.engine.session.UnexpectedFailureException;
import io.sessionfold.wire.RegistryRefusedException;
import io.sessionfold.wire.RegistryUnavailableException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What becomes of an exception: one sentence on standard error, and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        int code = exitCode(failure);
        boolean isSaid = failure instanceof CommandException || failure instanceof UnexpectedFailureException;
        if (code == ExitCodes.CHECK_FAILED && !isSaid) {
            LOG.error("The command failed", failure);
            command.getErr().println("The command failed: " + failure);
        } else {
            command.getErr().println(failure.getMessage());
        }
        command.getErr().flush();
        return code;
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandException known) {
            return known.exitCode();
        }
        if (failure instanceof StartException start) {
            return start.isUnreachable() ? ExitCodes.UNREACHABLE : ExitCodes.USAGE;
        }
        if (failure instanceof LogException log) {
            return log.isUnreachable() ? ExitCodes.UNREACHABLE : ExitCodes.USAGE;
        }
        if (failure instanceof RegistryUnavailableException || failure instanceof KafkaException) {
            return ExitCodes.UNREACHABLE;
        }
        boolean isUsage = failure instanceof SettingsException
                || failure instanceof HttpStartException
                || failure instanceof ReplayException
                || failure instanceof CheckpointException
                || failure instanceof RegistryRefusedException;
        return isUsage ? ExitCodes.USAGE : ExitCodes.CHECK_FAILED;
    }
}
