package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a session and what its controller observed: two fields, never one.
 *
 * @param phaseHistory the earlier phases, oldest first; bounded, the log has the rest
 */
public record Lifecycle(
        DesiredState desiredState,
        long desiredGeneration,
        Phase phase,
        @Nullable String phaseReason,
        @Nullable String phaseMessage,
        long phaseSinceMs,
        List<PhaseSpan> phaseHistory,
        @Nullable Integer exitCode,
        @Nullable String url,
        @Nullable String podName) {

    /** How many earlier phases a session remembers: one life through hibernation and back. */
    public static final int HISTORY_MAX = 8;

    static Lifecycle startingIn(Phase phase, long nowMs) {
        return new Lifecycle(DesiredState.RUNNING, 1, phase, null, null, nowMs, List.of(), null, null, null);
    }

    /** With another phase in force; an address that the phase cannot have is cleared (INV-27). */
    Lifecycle entering(Phase next, long nowMs) {
        List<PhaseSpan> history = new ArrayList<>(phaseHistory);
        if (history.size() == HISTORY_MAX) {
            history.remove(0);
        }
        history.add(new PhaseSpan(phase, phaseSinceMs));
        boolean clears = next.clearsAddress();
        return new Lifecycle(
                desiredState,
                desiredGeneration,
                next,
                phaseReason,
                phaseMessage,
                nowMs,
                List.copyOf(history),
                exitCode,
                clears ? null : url,
                clears ? null : podName);
    }

    /** With a report's fields: absent means unchanged, an explicit clear clears (INV-27). */
    Lifecycle merging(SessionEvent.PhaseReported report) {
        boolean clears = phase.clearsAddress();
        return new Lifecycle(
                desiredState,
                desiredGeneration,
                phase,
                merged(phaseReason, report.reason(), report, "reason"),
                merged(phaseMessage, report.message(), report, "message"),
                phaseSinceMs,
                phaseHistory,
                merged(exitCode, report.exitCode(), report, "exitCode"),
                clears ? null : merged(url, report.url(), report, "url"),
                clears ? null : merged(podName, report.podName(), report, "podName"));
    }

    private static <T> @Nullable T merged(
            @Nullable T held, @Nullable T reported, SessionEvent.PhaseReported report, String field) {
        if (report.cleared().contains(field)) {
            return null;
        }
        return reported == null ? held : reported;
    }
}
