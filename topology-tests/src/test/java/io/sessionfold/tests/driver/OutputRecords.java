package io.sessionfold.tests.driver;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.session.Output;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outputs of the pure fold as records of the contract, written apart from the engine's own codec. */
final class OutputRecords {

    private OutputRecords() {}

    /** Adds an output to its topic; those for workers' deployments have no reader here. */
    static void add(Outputs outputs, Output output) {
        if (output instanceof Output.RowChanged changed) {
            outputs.rows().add(RowCodec.write(changed.row()));
        } else if (output instanceof Output.RowRemoved removed) {
            outputs.removals()
                    .add(RowRemoval.after(outputs.rows(), removed.key().recordKey()));
        } else if (output instanceof Output.RunDecided decided) {
            outputs.outcomes().add(outcome(decided));
        } else if (output instanceof Output.CommandIssued issued) {
            outputs.commands().add(command(issued));
        } else if (output instanceof Output.EventRejected rejected) {
            outputs.rejections().add(rejection(rejected));
        }
    }

    /** A refused worker event, under its deployment's name. */
    static RejectedEvent rejection(DeploymentOutput.EventRejected rejected) {
        return RejectedEvent.newBuilder()
                .setEventId(rejected.event().eventId())
                .setTenantId(rejected.event().key().tenantId())
                .setDeploymentId(rejected.event().key().deploymentId())
                .setEventType(rejected.event().payload().type())
                .setReason(RejectionReason.valueOf(rejected.reason().name()))
                .setDetail(rejected.detail())
                .setPosition(new Position(
                        rejected.event().position().topic(),
                        rejected.event().position().partition(),
                        rejected.event().position().offset()))
                .setRecordTime(Instant.ofEpochMilli(rejected.event().recordTimeMs()))
                .build();
    }

    private static RunOutcome outcome(Output.RunDecided decided) {
        return RunOutcome.newBuilder()
                .setTenantId(decided.key().tenantId())
                .setSessionKey(decided.key().sessionKey())
                .setSessionId(decided.sessionId())
                .setRunId(decided.runId())
                .setMessageIds(decided.messageIds())
                .setStatus(RunOutcomeStatus.valueOf(decided.status().name()))
                .setErrorCode(decided.errorCode())
                .setReplyRef(decided.replyRef())
                .setNewRunId(decided.newRunId())
                .setStartedAt(instant(decided.startedAtMs()))
                .setEndedAt(Instant.ofEpochMilli(decided.endedAtMs()))
                .setDecidedBy(decided.decidedBy())
                .build();
    }

    private static SessionCommand command(Output.CommandIssued issued) {
        return SessionCommand.newBuilder()
                .setCommandId(issued.commandId())
                .setTenantId(issued.key().tenantId())
                .setSessionKey(issued.key().sessionKey())
                .setSessionId(issued.sessionId())
                .setType(SessionCommandType.valueOf(issued.type().name()))
                .setRunId(issued.runId())
                .setFencingToken(issued.fencingToken())
                .setDesiredGeneration(issued.desiredGeneration())
                .setCausedBy(issued.causedBy())
                .setAttempt(issued.attempt())
                .setReason(issued.reason())
                .build();
    }

    private static RejectedEvent rejection(Output.EventRejected rejected) {
        return RejectedEvent.newBuilder()
                .setEventId(rejected.envelope().eventId())
                .setTenantId(rejected.envelope().key().tenantId())
                .setSessionKey(rejected.envelope().key().sessionKey())
                .setEventType(rejected.eventType())
                .setReason(RejectionReason.valueOf(rejected.reason().name()))
                .setDetail(rejected.detail())
                .setPosition(new Position(
                        rejected.position().topic(),
                        rejected.position().partition(),
                        rejected.position().offset()))
                .setRecordTime(Instant.ofEpochMilli(rejected.recordTimeMs()))
                .setRunId(rejected.runId())
                .setRelatedRunId(rejected.relatedRunId())
                .setFirstDecision(rejected.firstDecision())
                .build();
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }
}
