package io.sessionfold.engine.load;

import io.sessionfold.engine.session.Liveness;
import io.sessionfold.engine.session.Requester;
import io.sessionfold.engine.session.RunOwner;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionEvent.RunAbortRequested;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.SessionEvent.RunEnded;
import io.sessionfold.engine.session.SessionEvent.RunErrored;
import io.sessionfold.engine.session.SessionEvent.RunInterrupted;
import io.sessionfold.engine.session.SessionEvent.RunProgressed;
import io.sessionfold.engine.session.SessionEvent.RunSettled;
import io.sessionfold.engine.session.SessionEvent.RunStarted;
import io.sessionfold.engine.session.SessionEvent.SessionReset;
import io.sessionfold.engine.session.SessionEvent.TerminalReplyCommitted;
import io.sessionfold.engine.session.SettleResult;
import io.sessionfold.engine.session.StopReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written about one request of a trace, step by step, with or without trouble. */
final class RunScript {

    /** One sign of life for each of these many output tokens. */
    static final int TOKENS_PER_PROGRESS = 200;

    private static final long DEADLINE_MS = 60 * 60_000L;
    private static final long EXPIRES_IN_MS = 24 * 60 * 60_000L;
    private static final long RETRY_AFTER_MS = 100;

    private final TraceSession session;
    private final TraceRequest request;
    private final String suffix;
    private final String runId;
    private final long baseMs;
    private final List<Step> steps = new ArrayList<>();

    /**
     * @param ordinal the request's place in its session, from 1
     * @param baseMs when the trace began, in milliseconds since 1970
     */
    RunScript(TraceSession session, TraceRequest request, int ordinal, long baseMs) {
        this.session = session;
        this.request = request;
        this.suffix = String.valueOf(ordinal);
        this.runId = session.name() + "-r" + suffix;
        this.baseMs = baseMs;
    }

    /** One thing that is written. */
    sealed interface Step {

        /** When it happened, in milliseconds since the trace began. */
        long timeMs();

        /** Unique in the load; a second delivery has the same one. */
        String eventId();
    }

    /** What the gateway writes. */
    record Told(long timeMs, String eventId, SessionEvent payload) implements Step {}

    /** What the supervisor of a worker writes that died. */
    record WorkerDied(long timeMs, String eventId, String deploymentId, String workerId) implements Step {}

    /** The steps in the order in which they are written; each is at least as late as the one before. */
    List<Step> steps(@Nullable Trouble trouble) {
        steps.clear();
        step(request.arrivalMs(), "accepted", accepted(trouble == Trouble.WORKER_EXIT));
        if (trouble != Trouble.LATE_START) {
            step(request.arrivalMs(), "started", started(request.arrivalMs()));
        }
        if (trouble == Trouble.ABORT) {
            abortedInTheMiddle();
        } else if (trouble == Trouble.RESET) {
            resetInTheMiddle();
        } else if (trouble == Trouble.WORKER_EXIT) {
            leftByItsWorker();
        } else if (trouble == Trouble.LOST_RUN) {
            lostInARestart();
        } else {
            toTheEnd(trouble);
        }
        if (trouble != Trouble.LOST_SETTLEMENT) {
            step(last().timeMs(), "settled", new RunSettled(runId, SettleResult.OK, null));
        }
        return List.copyOf(steps);
    }

    private void toTheEnd(@Nullable Trouble trouble) {
        long middleMs = middleMs();
        boolean errs = trouble == Trouble.RETRIED_ERROR;
        long erredAtMs = errs ? middleMs : Long.MAX_VALUE;
        progress(erredAtMs, 1);
        if (errs) {
            step(middleMs, "errored", errored());
            long retriedAtMs = middleMs + RETRY_AFTER_MS;
            step(retriedAtMs, "restarted", started(retriedAtMs));
            progress(Long.MAX_VALUE, progressBefore(middleMs) + 1);
        }
        long endMs = Math.max(request.endMs(), last().timeMs());
        if (trouble != Trouble.LOST_REPORT) {
            step(endMs, "ended", ended(endMs, false));
        }
        if (trouble == Trouble.LATE_START) {
            step(endMs, "started", started(request.arrivalMs()));
        }
        step(endMs, "replied", new TerminalReplyCommitted(runId, List.of(messageId()), "reply:" + runId));
    }

    private void abortedInTheMiddle() {
        long middleMs = middleMs();
        progress(middleMs, 1);
        Requester owner = new Requester(session.ownerUserId(), null, null, false);
        step(middleMs, "abort", new RunAbortRequested(runId, owner, StopReason.RPC));
        step(middleMs, "ended", ended(middleMs, true));
    }

    private void resetInTheMiddle() {
        long middleMs = middleMs();
        progress(middleMs, 1);
        step(middleMs, "reset", new SessionReset(session.name() + "-after-r" + suffix, "a new conversation"));
        step(middleMs, "ended", ended(middleMs, false));
    }

    private void leftByItsWorker() {
        long middleMs = middleMs();
        progress(middleMs, 1);
        steps.add(new WorkerDied(middleMs, runId + ".worker-died", deploymentId(), workerId()));
    }

    private void lostInARestart() {
        progress(Long.MAX_VALUE, 1);
        step(
                Math.max(request.endMs(), last().timeMs()),
                "interrupted",
                new RunInterrupted(runId, false, "gateway restart"));
    }

    /** The signs of life from the {@code first} one on that are due before {@code beforeMs}, none before the last step. */
    private void progress(long beforeMs, int first) {
        int all = request.outputTokens() / TOKENS_PER_PROGRESS;
        for (int number = first; number <= all && progressAtMs(number) < beforeMs; number++) {
            long timeMs = Math.max(progressAtMs(number), last().timeMs());
            step(timeMs, "progressed-" + number, new RunProgressed(runId, Liveness.OUTPUT));
        }
    }

    private int progressBefore(long beforeMs) {
        int number = 0;
        while (progressAtMs(number + 1) < beforeMs) {
            number++;
        }
        return number;
    }

    private long progressAtMs(int number) {
        return request.arrivalMs() + (long) number * TOKENS_PER_PROGRESS * TraceRequest.MS_PER_OUTPUT_TOKEN;
    }

    private long middleMs() {
        return (request.arrivalMs() + request.endMs()) / 2;
    }

    private RunAccepted accepted(boolean onWorker) {
        return new RunAccepted(
                runId,
                session.name() + "-k" + suffix,
                fingerprint(),
                List.of(messageId()),
                "chat",
                true,
                new RunOwner(session.ownerUserId(), null, null),
                onWorker ? deploymentId() : null,
                onWorker ? workerId() : null,
                DEADLINE_MS,
                EXPIRES_IN_MS);
    }

    private RunStarted started(long timeMs) {
        return new RunStarted(runId, null, baseMs + timeMs);
    }

    private RunErrored errored() {
        return new RunErrored(
                runId, "RATE_LIMIT", "The model answered 429", false, null, true, true, false, baseMs + middleMs());
    }

    private RunEnded ended(long timeMs, boolean aborted) {
        String stopReason = aborted ? "aborted" : "stop";
        return new RunEnded(
                runId, baseMs + request.arrivalMs(), baseMs + timeMs, stopReason, null, aborted, false, true, null);
    }

    private String messageId() {
        return session.name() + "-m" + suffix;
    }

    /** A deployment of its own, so that its worker takes no other run along. */
    private String deploymentId() {
        return session.name() + "-d" + suffix;
    }

    private String workerId() {
        return deploymentId() + "-w1";
    }

    private void step(long timeMs, String what, SessionEvent payload) {
        steps.add(new Told(timeMs, runId + "." + what, payload));
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The trace has no prompts; what it says of the request stands for them. */
    private String fingerprint() {
        String text = session.name() + '/' + suffix + '/' + request.inputTokens() + '/' + request.outputTokens();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
