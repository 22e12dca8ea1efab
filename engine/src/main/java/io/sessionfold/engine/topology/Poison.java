package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.Failures;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.UnknownFoldVersionException;
import io.sessionfold.wire.RegistryUnavailableException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which failures are the fold's own, on the one event that it folds (INV-47). What Kafka, Streams, the registry or the
 * machine throws says nothing of the event: it goes up, and so does every Error.
 */
final class Poison {

    private static final Logger LOG = LoggerFactory.getLogger(Poison.class);

    /** Streams' own exceptions and those of a thread that is to stop are Kafka's too. */
    private static final List<Class<?>> NOT_THE_EVENTS = List.of(
            KafkaException.class,
            RegistryUnavailableException.class,
            UnknownFoldVersionException.class,
            UncheckedIOException.class,
            InterruptedException.class,
            Error.class);

    private Poison() {}

    /** The failures of the live fold, each told to whoever reads the log of this process. */
    static Failures failures() {
        return Failures.ofTry(Poison::is, Poison::tell);
    }

    /** Whether a failure, or what caused it, is nothing but the fold's. */
    static boolean is(RuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isNotTheEvents(cause)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNotTheEvents(Throwable cause) {
        return NOT_THE_EVENTS.stream().anyMatch(known -> known.isInstance(cause));
    }

    private static void tell(RecordedEvent event, RuntimeException failure) {
        LOG.error(
                "Expected {} '{}' of session '{}' to be folded, but the fold failed; the session is quarantined at {}",
                event.payload().type(),
                event.envelope().eventId(),
                event.envelope().key(),
                event.position(),
                failure);
    }
}
