package io.sessionfold.engine.codec;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.RunRegistered;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.session.Output;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the fold lets out, as records of the contract; {@link RowCodec} has the row. */
public final class OutputCodec {

    /** What is kept of an id in a rejection: the refused event may have named one of any length. */
    static final int ID_CHARS_MAX = 256;

    /** What is kept of the sentence in a rejection, for the same reason. */
    static final int DETAIL_CHARS_MAX = 4096;

    private OutputCodec() {}

    public static RunOutcome write(Output.RunDecided outcome) {
        return new RunOutcome(
                outcome.key().tenantId(),
                outcome.key().sessionKey(),
                outcome.sessionId(),
                outcome.runId(),
                outcome.messageIds(),
                Symbols.write(RunOutcomeStatus.class, outcome.status()),
                outcome.errorCode(),
                outcome.replyRef(),
                outcome.newRunId(),
                Times.instant(outcome.startedAtMs()),
                Instant.ofEpochMilli(outcome.endedAtMs()),
                outcome.decidedBy());
    }

    public static SessionCommand write(Output.CommandIssued command) {
        return new SessionCommand(
                command.commandId(),
                command.key().tenantId(),
                command.key().sessionKey(),
                command.sessionId(),
                Symbols.write(SessionCommandType.class, command.type()),
                command.runId(),
                null,
                command.fencingToken(),
                command.desiredGeneration(),
                command.causedBy(),
                command.attempt(),
                command.reason());
    }

    public static WorkerEvent write(Output.RunRegistered registration) {
        return new WorkerEvent(
                registration.eventId(),
                registration.key().tenantId(),
                registration.deploymentId(),
                Times.ofMicros(registration.eventTimeMicros()),
                new RunRegistered(registration.key().sessionKey(), registration.runId(), registration.workerId()));
    }

    public static WorkerEvent write(Output.RunReleased release) {
        return new WorkerEvent(
                release.eventId(),
                release.key().tenantId(),
                release.deploymentId(),
                Times.ofMicros(release.eventTimeMicros()),
                new RunReleased(release.key().sessionKey(), release.runId(), release.workerId()));
    }

    public static RejectedEvent write(Output.EventRejected rejection) {
        return new RejectedEvent(
                cut(rejection.envelope().eventId(), ID_CHARS_MAX),
                rejection.envelope().key().tenantId(),
                rejection.envelope().key().sessionKey(),
                cut(rejection.eventType(), ID_CHARS_MAX),
                Symbols.write(RejectionReason.class, rejection.reason()),
                cut(rejection.detail(), DETAIL_CHARS_MAX),
                Parts.position(rejection.position()),
                Instant.ofEpochMilli(rejection.recordTimeMs()),
                cutNullable(rejection.runId()),
                cutNullable(rejection.relatedRunId()),
                rejection.firstDecision(),
                null,
                null);
    }

    /** A refused worker event names no session, but its deployment. */
    public static RejectedEvent write(DeploymentOutput.EventRejected rejection) {
        RecordedDeploymentEvent event = rejection.event();
        return new RejectedEvent(
                cut(event.eventId(), ID_CHARS_MAX),
                event.key().tenantId(),
                null,
                cut(event.payload().type(), ID_CHARS_MAX),
                Symbols.write(RejectionReason.class, rejection.reason()),
                cut(rejection.detail(), DETAIL_CHARS_MAX),
                Parts.position(event.position()),
                Instant.ofEpochMilli(event.recordTimeMs()),
                null,
                null,
                null,
                null,
                event.key().deploymentId());
    }

    private static @Nullable String cutNullable(@Nullable String text) {
        return text == null ? null : cut(text, ID_CHARS_MAX);
    }

    static String cut(String text, int mostChars) {
        return text.length() <= mostChars ? text : text.substring(0, mostChars) + "…";
    }
}
