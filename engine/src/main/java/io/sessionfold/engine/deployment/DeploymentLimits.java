package io.sessionfold.engine.deployment;

import io.sessionfold.engine.deployment.DeploymentEvent.RunRegistered;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerExited;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerStarted;
import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How large the parts of a worker event may be that a deployment keeps; what it does not keep may have any size. */
final class DeploymentLimits {

    /** The longest id (event, run, worker), in UTF-8 bytes: the same as in lifecycle events, because it ends up in one. */
    static final int ID_BYTES_MAX = 128;

    private DeploymentLimits() {}

    /** Whether a text is short enough to be an id. */
    static boolean isId(String text) {
        return text.length() <= ID_BYTES_MAX && bytes(text) <= ID_BYTES_MAX;
    }

    /** Says which part of an event is too large, and what is allowed; empty if none is. */
    static Optional<String> violatedBy(DeploymentKey key, DeploymentEvent event) {
        if (event instanceof WorkerStarted started) {
            return id("workerId", started.workerId());
        }
        if (event instanceof WorkerExited exited) {
            return id("workerId", exited.workerId());
        }
        if (event instanceof RunRegistered registered) {
            return id("runId", registered.runId())
                    .or(() -> id("workerId", registered.workerId()))
                    .or(() -> sessionKey(key.tenantId(), registered.sessionKey()));
        }
        return Optional.empty();
    }

    private static Optional<String> id(String field, @Nullable String value) {
        return value == null || isId(value)
                ? Optional.empty()
                : Optional.of("Expected %s to have at most %s bytes, but it had %s"
                        .formatted(field, ID_BYTES_MAX, bytes(value)));
    }

    private static Optional<String> sessionKey(String tenantId, String sessionKey) {
        return new SessionKey(tenantId, sessionKey).isValid()
                ? Optional.empty()
                : Optional.of(
                        "Expected sessionKey to be 1 to %s bytes of printable UTF-8 without a slash, but it was not"
                                .formatted(SessionKey.SESSION_KEY_BYTES_MAX));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
