package io.sessionfold.engine.app;

import io.sessionfold.engine.session.UnknownFoldVersionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread fails: it is replaced, later each time it fails again, so that a registry or broker
 * that is down is waited for and the record is read again. Only what no waiting can mend stops the instance.
 */
final class ThreadRecovery implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadRecovery.class);

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final int DOUBLINGS_MAX = 6;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** A thread that ran this long had recovered: its next failure is a first one again. */
    private static final long RECOVERED_NANOS = 10 * 60_000L * NANOS_PER_MILLI;

    private int failures;
    private long lastFailureNanos;

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (failure instanceof MissingSourceTopicException) {
            LOG.atError().setCause(failure).log("A topic of the contract is gone; create it again and start anew");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        UnknownFoldVersionException unknown = causeOf(failure, UnknownFoldVersionException.class);
        if (unknown != null) {
            LOG.atError().log("{}; this instance folds nothing more", unknown.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long pauseMs = nextPauseMs(System.nanoTime());
        LOG.atError()
                .setCause(failure)
                .addKeyValue("pauseMs", pauseMs)
                .log("A stream thread failed and is replaced; what it had read is read again");
        // On the failing thread itself: nothing else runs on it any more.
        LockSupport.parkNanos(pauseMs * NANOS_PER_MILLI);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private synchronized long nextPauseMs(long nowNanos) {
        failures = nowNanos - lastFailureNanos > RECOVERED_NANOS ? 0 : failures;
        lastFailureNanos = nowNanos;
        return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures++, DOUBLINGS_MAX));
    }
}
