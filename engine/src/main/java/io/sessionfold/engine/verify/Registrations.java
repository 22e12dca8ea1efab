package io.sessionfold.engine.verify;

import io.sessionfold.engine.deployment.DeploymentEvent;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registrations and releases of runs in one form: as the session fold sends them, and as they arrive. */
final class Registrations {

    private Registrations() {}

    /** One that the session fold lets out; any other output is an error. */
    static Sent sent(Output output, Position cause, long order, long recordTimeMs, boolean isRequired) {
        Form form;
        if (output instanceof Output.RunRegistered run) {
            form = new Form(
                    run.key(),
                    run.eventId(),
                    run.eventTimeMicros(),
                    "RunRegistered",
                    run.deploymentId(),
                    run.runId(),
                    run.workerId());
        } else {
            Output.RunReleased run = (Output.RunReleased) output;
            form = new Form(
                    run.key(),
                    run.eventId(),
                    run.eventTimeMicros(),
                    "RunReleased",
                    run.deploymentId(),
                    run.runId(),
                    run.workerId());
        }
        return new Sent(
                form.name(),
                form.key().recordKey(),
                form.hash(),
                cause,
                order,
                recordTimeMs,
                isRequired,
                Kind.RECORD_MISSING);
    }

    /** One that stands among the worker events; empty for every other event. */
    static Optional<Arrived> arrived(RecordedDeploymentEvent event, boolean isJudged) {
        Form form;
        if (event.payload() instanceof DeploymentEvent.RunRegistered run) {
            form = form(event, "RunRegistered", run.sessionKey(), run.runId(), run.workerId());
        } else if (event.payload() instanceof DeploymentEvent.RunReleased run) {
            form = form(event, "RunReleased", run.sessionKey(), run.runId(), run.workerId());
        } else {
            return Optional.empty();
        }
        return Optional.of(new Arrived(
                form.name(),
                form.key().recordKey(),
                form.hash(),
                null,
                event.position(),
                event.recordTimeMs(),
                isJudged));
    }

    private static Form form(
            RecordedDeploymentEvent event, String type, String sessionKey, String runId, @Nullable String workerId) {
        return new Form(
                new SessionKey(event.key().tenantId(), sessionKey),
                event.eventId(),
                event.eventTimeMicros(),
                type,
                event.key().deploymentId(),
                runId,
                workerId);
    }

    private record Form(
            SessionKey key,
            String eventId,
            long eventTimeMicros,
            String type,
            String deploymentId,
            String runId,
            @Nullable String workerId) {

        String name() {
            return key.recordKey() + '\n' + type + '\n' + eventId;
        }

        long hash() {
            return Crossing.hash(toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
