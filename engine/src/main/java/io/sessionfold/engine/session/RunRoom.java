package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The room that the open runs of a session take in its state. A run is counted from its admission on with all that it may
 * grow to, so that the admission is the one event that is ever refused for want of room: no end, reply or error of a run
 * that was admitted makes a state too large.
 */
final class RunRoom {

    /**
     * What the open runs of one session may come to, in bytes. Everything else of a state stays below 150,000, so that no
     * state is larger than 900,000: a broker takes 1 MiB by default. 64 runs that owe a reply to three messages each, with
     * UUIDs for names, come to 400,000.
     */
    static final int BYTES_MAX = 750_000;

    /**
     * What a run may come to beside its names and messages: nine ids and codes of {@link Limits#ID_BYTES_MAX} with their
     * lengths, a text of {@link Limits#TEXT_BYTES_MAX}, and numbers, its deadlines' among them.
     */
    private static final int BESIDE_BYTES = 9 * (Limits.ID_BYTES_MAX + 3) + Limits.TEXT_BYTES_MAX + 300;

    /** The run's own id stands in it and in each of the three deadlines that it may have at a time. */
    private static final int RUN_ID_TIMES = 4;

    /** Messages stand there once as those of the run, and once as those that are still owed. */
    private static final int MESSAGES_TIMES = 2;

    /** How many bytes tell how long a text is. */
    private static final int LENGTH_BYTES = 2;

    private RunRoom() {}

    /** What the open runs would come to with one more, in bytes. */
    static int with(Runs runs, RunAccepted more) {
        int bytes = of(more.runId(), more.idempotencyKey(), more.messageIds());
        for (Run run : runs.open().values()) {
            bytes += of(
                    run.runId(),
                    run.admission().idempotencyKey(),
                    run.admission().messageIds());
        }
        return bytes;
    }

    private static int of(String runId, String idempotencyKey, List<String> messageIds) {
        int messages = 0;
        for (String messageId : messageIds) {
            messages += sizeOf(messageId);
        }
        return BESIDE_BYTES + RUN_ID_TIMES * sizeOf(runId) + sizeOf(idempotencyKey) + MESSAGES_TIMES * messages;
    }

    private static int sizeOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + LENGTH_BYTES;
    }
}
