package io.sessionfold.engine.app;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What Kafka's "no" means to whoever starts something, in one sentence. */
final class KafkaFailure {

    private KafkaFailure() {}

    /**
     * Says it: who is refused cannot wait for a better time, and who gets no answer can.
     *
     * @param servers where Kafka was asked
     * @param asked what it was asked, as it follows "Expected Kafka at '…' to"
     */
    static StartException said(String servers, String asked, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (causeOf(failure, AuthorizationException.class) instanceof AuthorizationException refusal) {
            return StartException.refused(
                    "Expected Kafka at '%s' to %s, but it does not allow it (%s); `topics --acls` prints what has to be allowed"
                            .formatted(servers, asked, refusal.getMessage()));
        }
        if (causeOf(failure, AuthenticationException.class) instanceof AuthenticationException refusal) {
            return StartException.refused(
                    "Expected Kafka at '%s' to %s, but the two did not recognize each other (%s); check kafka.security.protocol, kafka.sasl.… and kafka.ssl.…"
                            .formatted(servers, asked, refusal.getMessage()));
        }
        return StartException.unreachable(
                "Expected Kafka at '%s' to %s, but it did not (%s); start it, or set bootstrap.servers"
                        .formatted(servers, asked, cause.getMessage()),
                failure);
    }

    private static Throwable causeOf(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return failure;
    }
}
