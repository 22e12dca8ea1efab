package io.sessionfold.engine.load;

import io.sessionfold.engine.session.RejectionReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may go wrong around a run of a trace, each as a real gateway has been seen to write it. */
public enum Trouble {
    /** The run errs in the middle, and the same run starts again 100 ms later, within its grace: nothing is refused. */
    RETRIED_ERROR(null),

    /** The owner stops the run in the middle; the end that the gateway still writes comes too late. */
    ABORT(RejectionReason.ALREADY_TERMINAL),

    /** One event of the run is delivered twice. */
    DUPLICATE(RejectionReason.DUPLICATE),

    /** The start is written behind the end; progress before it starts the run by itself. */
    LATE_START(RejectionReason.ALREADY_TERMINAL),

    /** The settlement never comes; the retry guard goes by its own time: nothing is refused. */
    LOST_SETTLEMENT(null),

    /** The report of the end never comes; the reply does, and ends the run: nothing is refused. */
    LOST_REPORT(null),

    /**
     * The gateway loses the run in a restart: neither its end nor its reply comes, and the gateway says so when it is back.
     * Nothing is refused.
     */
    LOST_RUN(null),

    /** The session is reset in the middle of the run; the end that the gateway still writes comes too late. */
    RESET(RejectionReason.ALREADY_TERMINAL),

    /** The worker dies in the middle of the run, which nobody reports again: nothing is refused. */
    WORKER_EXIT(null);

    private final @Nullable RejectionReason implied;

    Trouble(@Nullable RejectionReason implied) {
        this.implied = implied;
    }

    /** Why exactly one event of such a run is refused; empty if none is. */
    public Optional<RejectionReason> implied() {
        return Optional.ofNullable(implied);
    }
}
