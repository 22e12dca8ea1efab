package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a session and what its controller observed: two fields, never one.
 *
 * @param desiredGeneration counts what was asked; it never goes back, over incarnations too
 * @param phaseHistory the earlier phases, oldest first; bounded, the log has the rest
 * @param members the phases of those members that were reported; the others are PENDING
 * @param commandAttempts how often the pending command was sent again (INV-34)
 * @param wakePending whether a session that sleeps, or is about to, was told to wake and has not yet
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
        @Nullable String podName,
        SortedMap<String, Phase> members,
        Routes routes,
        int commandAttempts,
        boolean wakePending) {

    /** How many earlier phases a session remembers: one life through hibernation and back. */
    public static final int HISTORY_MAX = 8;

    static Lifecycle startingIn(Phase phase, long nowMs) {
        return new Lifecycle(
                DesiredState.RUNNING,
                1,
                phase,
                null,
                null,
                nowMs,
                List.of(),
                null,
                null,
                null,
                Collections.emptySortedMap(),
                Routes.NONE,
                0,
                false);
    }

    /** The first phase of the next incarnation: only what never goes back is kept. */
    Lifecycle rebornIn(Phase first, long nowMs) {
        Lifecycle fresh = startingIn(first, nowMs);
        return new Lifecycle(
                fresh.desiredState,
                desiredGeneration + 1,
                first,
                null,
                null,
                nowMs,
                fresh.phaseHistory,
                null,
                null,
                null,
                fresh.members,
                routes.cleared(),
                0,
                false);
    }

    /** The phase of a member; one that was never reported is PENDING. */
    public Phase phaseOf(String memberId) {
        return members.getOrDefault(memberId, Phase.PENDING);
    }

    /** Whether there is a route to take: a session that terminates is drained first (BA-19). */
    public boolean isRouteAvailable() {
        return routes.current() != null && phase != Phase.TERMINATING;
    }

    /** With another phase in force; an address that the phase cannot have is cleared (INV-27). */
    Lifecycle entering(Phase next, long nowMs) {
        List<PhaseSpan> history = new ArrayList<>(phaseHistory);
        if (history.size() == HISTORY_MAX) {
            history.remove(0);
        }
        history.add(new PhaseSpan(phase, phaseSinceMs));
        boolean clears = next.clearsAddress();
        // On the way up and down again the wish to wake is the same, and so is the count of its commands.
        boolean staysWoken =
                wakePending && (next == Phase.HIBERNATED || next == Phase.HIBERNATING || next == Phase.WAKING);
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
                clears ? null : podName,
                members,
                clears ? routes.cleared() : routes,
                staysWoken ? commandAttempts : 0,
                staysWoken);
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
                clears ? null : merged(podName, report.podName(), report, "podName"),
                members,
                routes,
                commandAttempts,
                wakePending);
    }

    /** With something else asked for, which is a new generation; asking again for the same is none. */
    Lifecycle desiring(DesiredState desired) {
        return desired == desiredState
                ? this
                : new Lifecycle(
                        desired,
                        desiredGeneration + 1,
                        phase,
                        phaseReason,
                        phaseMessage,
                        phaseSinceMs,
                        phaseHistory,
                        exitCode,
                        url,
                        podName,
                        members,
                        routes,
                        0,
                        false);
    }

    /** With a reason of the engine's or the requester's own; null leaves the one that is there. */
    Lifecycle because(@Nullable String reason) {
        return new Lifecycle(
                desiredState,
                desiredGeneration,
                phase,
                reason == null ? phaseReason : reason,
                phaseMessage,
                phaseSinceMs,
                phaseHistory,
                exitCode,
                url,
                podName,
                members,
                routes,
                commandAttempts,
                wakePending);
    }

    /** Told to wake, or not to any more. */
    Lifecycle withWakePending(boolean isPending) {
        return with(members, routes, commandAttempts, isPending);
    }

    Lifecycle withMember(String memberId, Phase memberPhase) {
        TreeMap<String, Phase> next = new TreeMap<>(members);
        next.put(memberId, memberPhase);
        return with(Collections.unmodifiableSortedMap(next), routes, commandAttempts, wakePending);
    }

    Lifecycle withRoutes(Routes next) {
        return with(members, next, commandAttempts, wakePending);
    }

    Lifecycle withAttempts(int attempts) {
        return with(members, routes, attempts, wakePending);
    }

    private Lifecycle with(SortedMap<String, Phase> nextMembers, Routes nextRoutes, int attempts, boolean wakes) {
        return new Lifecycle(
                desiredState,
                desiredGeneration,
                phase,
                phaseReason,
                phaseMessage,
                phaseSinceMs,
                phaseHistory,
                exitCode,
                url,
                podName,
                nextMembers,
                nextRoutes,
                attempts,
                wakes);
    }

    private static <T> @Nullable T merged(
            @Nullable T held, @Nullable T reported, SessionEvent.PhaseReported report, String field) {
        if (report.cleared().contains(field)) {
            return null;
        }
        return reported == null ? held : reported;
    }
}
