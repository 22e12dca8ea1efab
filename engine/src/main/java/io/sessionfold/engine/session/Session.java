package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one session: everything that the fold needs to know of its history. Immutable; whether it is active, which
 * runs are, and its status are derived, never stored.
 *
 * @param identity null while the row is provisional: events came before the creation (INV-26)
 * @param lifecycle null while the row is provisional
 * @param quarantine null while all is well (INV-47)
 * @param deletedSessionId the incarnation that was deleted, while only its gravestone is left; else null
 * @param stateVersion the number of changes of the public row so far; it never goes back (INV-3)
 * @param lastChange null before the first publication
 */
public record Session(
        SessionKey key,
        @Nullable Identity identity,
        @Nullable Lifecycle lifecycle,
        Runs runs,
        LastRun lastRun,
        AbortMarks abortMarks,
        Activity activity,
        Fences fences,
        Timers timers,
        List<HeldEvent> held,
        @Nullable Quarantine quarantine,
        @Nullable String deletedSessionId,
        long stateVersion,
        @Nullable LastChange lastChange,
        Progress progress) {

    /** The state of a key that no event was folded for. */
    public static Session unknown(SessionKey key) {
        return new Session(
                key,
                null,
                null,
                Runs.NONE,
                LastRun.NONE,
                AbortMarks.NONE,
                Activity.NONE,
                Fences.NONE,
                Timers.NONE,
                List.of(),
                null,
                null,
                0,
                null,
                Progress.NONE);
    }

    /** Whether the session was created; a provisional row is invisible to queries. */
    public boolean exists() {
        return identity != null;
    }

    /** Whether only the gravestone is left: it keeps the version, the marks and the digest from going back. */
    public boolean isDeleted() {
        return deletedSessionId != null;
    }

    /** Whether its controller observed a final phase. */
    public boolean isTerminal() {
        return lifecycle != null && lifecycle.phase().isTerminal();
    }

    /** Whether it waits for a repair: what comes for it is parked, and its timers rest (INV-47). */
    public boolean isQuarantined() {
        return quarantine != null;
    }

    /** What can lapse now: nothing while the session is quarantined. */
    public Timers runningTimers() {
        return isQuarantined() ? Timers.NONE : timers;
    }

    /** With the marks of one more event, and nothing else of it. */
    Session marked(Fences nextFences, Progress nextProgress) {
        return with(nextFences, timers, quarantine, stateVersion, lastChange, nextProgress);
    }

    /** With this much of its history folded. */
    Session at(Progress nextProgress) {
        return marked(fences, nextProgress);
    }

    /** With deadlines of the caller's. */
    Session timed(Timers nextTimers) {
        return with(fences, nextTimers, quarantine, stateVersion, lastChange, progress);
    }

    /** With a quarantine begun, grown, moved or, for null, ended. */
    Session quarantined(@Nullable Quarantine next) {
        return with(fences, timers, next, stateVersion, lastChange, progress);
    }

    /** With its public row changed once more (INV-3). */
    Session changed(LastChange change) {
        return with(fences, timers, quarantine, stateVersion + 1, change, progress);
    }

    private Session with(
            Fences nextFences,
            Timers nextTimers,
            @Nullable Quarantine nextQuarantine,
            long nextVersion,
            @Nullable LastChange change,
            Progress nextProgress) {
        return new Session(
                key,
                identity,
                lifecycle,
                runs,
                lastRun,
                abortMarks,
                activity,
                nextFences,
                nextTimers,
                held,
                nextQuarantine,
                deletedSessionId,
                nextVersion,
                change,
                nextProgress);
    }
}
