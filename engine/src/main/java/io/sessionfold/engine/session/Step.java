package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Applied;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The working copy of one step: the parts of the state that the event may change, and the outputs so far. It lives within
 * one call of {@link SessionFold#evolve} and is seen by nobody else, so the fold stays pure.
 */
final class Step {

    /** The fold version in force: where its meaning is not that of the ones before, a rule asks for it. */
    final int version;

    final Session before;
    final RetryGuards guardsBefore;
    final RecordedEvent event;

    /** The axis on which every deadline counts, in milliseconds: record times, made monotonic per session. */
    final long nowMs;

    @Nullable
    Identity identity;

    @Nullable
    Lifecycle lifecycle;

    Runs runs;
    LastRun lastRun;
    AbortMarks abortMarks;
    Activity activity;
    Timers timers;
    List<HeldEvent> held;
    RetryGuards guards;

    /** Why the row changed, as the row's {@code reason} shows it. */
    @Nullable
    String reason;

    /** The run that the change is about; null if there are several, or none. */
    @Nullable
    String runId;

    /** The incarnation that was deleted, while only the gravestone is left. */
    @Nullable
    String deletedSessionId;

    /** Whether the session is deleted by this event. */
    boolean deleting;

    /** Whether the row goes, once what is held is refused. */
    boolean dropped;

    /** What the refusal of this event relates to: the run that holds the guard, or the conversation. */
    @Nullable
    String relatedRunId;

    final List<Output> outputs = new ArrayList<>();

    private String detail = "";

    Step(int version, Session before, RetryGuards guards, RecordedEvent event) {
        this.version = version;
        this.before = before;
        this.guardsBefore = guards;
        this.event = event;
        this.nowMs = Math.max(before.progress().recordTimeMs(), event.recordTimeMs());
        this.identity = before.identity();
        this.lifecycle = before.lifecycle();
        this.runs = before.runs();
        this.lastRun = before.lastRun();
        this.abortMarks = before.abortMarks();
        this.activity = before.activity();
        this.timers = before.timers();
        this.held = before.held();
        this.deletedSessionId = before.deletedSessionId();
        this.guards = guards;
        this.runId = event.payload().runId();
    }

    Identity identity() {
        return Objects.requireNonNull(identity, "identity");
    }

    Lifecycle lifecycle() {
        return Objects.requireNonNull(lifecycle, "lifecycle");
    }

    SessionPolicy policy() {
        return identity().policy();
    }

    String eventId() {
        return event.envelope().eventId();
    }

    String detail() {
        return detail;
    }

    /** The stateVersion that a change of the row by this event will have. */
    long nextVersion() {
        return before.stateVersion() + 1;
    }

    Decision applied() {
        return new Applied(eventId());
    }

    /** Refuses the event; {@code expectation} says in a sentence what was expected and what was found. */
    Decision refused(RejectionReason why, String expectation) {
        detail = expectation + " (" + event.position() + ")";
        return new Refused(eventId(), why);
    }

    /** Tells a controller or a worker what to do; {@code run} is what it is about, null for the session itself. */
    void issue(CommandType type, @Nullable Run run) {
        command(type, run, 0);
    }

    /** Tells a controller once more, for the {@code attempt}-th time (INV-34). */
    void issueAgain(CommandType type, int attempt) {
        command(type, null, attempt);
    }

    private void command(CommandType type, @Nullable Run run, int attempt) {
        String subject = run == null ? "" : ":" + run.runId();
        outputs.add(new Output.CommandIssued(
                eventId() + ":" + type + subject,
                before.key(),
                identity().sessionId(),
                type,
                run == null ? null : run.runId(),
                run == null ? null : Long.valueOf(run.admission().fencingToken()),
                lifecycle().desiredGeneration(),
                eventId(),
                attempt,
                type == CommandType.START_RUN ? null : reason));
    }

    /** The change of the row by this event. */
    LastChange change() {
        return new LastChange(eventId(), event.payload().type(), reason, runId, nowMs);
    }

    /** The state that this step has come to, with marks and progress of the caller's. */
    Session toSession(Fences fences, long stateVersion, @Nullable LastChange change, Progress progress) {
        return new Session(
                before.key(),
                identity,
                lifecycle,
                runs,
                lastRun,
                abortMarks,
                activity,
                fences,
                timers,
                held,
                before.quarantine(),
                deletedSessionId,
                stateVersion,
                change,
                progress);
    }
}
