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
    LOST_SETTLEMENT(null);

    private final @Nullable RejectionReason implied;

    Trouble(@Nullable RejectionReason implied) {
        this.implied = implied;
    }

    /** Why exactly one event of such a run is refused; empty if none is. */
    public Optional<RejectionReason> implied() {
        return Optional.ofNullable(implied);
    }
}
