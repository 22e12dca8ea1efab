package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The open runs of a session. Whether a session is active is derived from this set and stored nowhere, so that "running
 * with nobody running" cannot be represented (INV-5).
 *
 * @param open by runId
 * @param admitted how many runs were ever admitted
 * @param lastFencingToken the token of the run admitted last; each admission's is higher (INV-36)
 */
public record Runs(SortedMap<String, Run> open, long admitted, long lastFencingToken) {

    /** No run ever. */
    public static final Runs NONE = new Runs(Collections.emptySortedMap(), 0, 0);

    public Optional<Run> find(String runId) {
        return Optional.ofNullable(open.get(runId));
    }

    /** The visible active runs' ids, sorted. */
    public List<String> activeRunIds() {
        List<String> ids = new ArrayList<>(open.size());
        for (Run run : open.values()) {
            if (run.isActive() && run.isVisible()) {
                ids.add(run.runId());
            }
        }
        return ids;
    }

    /** All open runs in the order of their admission. */
    public List<Run> inOrder() {
        List<Run> runs = new ArrayList<>(open.values());
        runs.sort(Comparator.comparingLong(run -> run.admission().order()));
        return runs;
    }

    Runs with(Run run) {
        TreeMap<String, Run> next = new TreeMap<>(open);
        next.put(run.runId(), run);
        return new Runs(
                Collections.unmodifiableSortedMap(next),
                Math.max(admitted, run.admission().order()),
                Math.max(lastFencingToken, run.admission().fencingToken()));
    }

    Runs without(String runId) {
        TreeMap<String, Run> next = new TreeMap<>(open);
        next.remove(runId);
        return new Runs(Collections.unmodifiableSortedMap(next), admitted, lastFencingToken);
    }

    /** One more run was admitted and ended at once. */
    Runs counted(Admission admission) {
        return new Runs(open, admission.order(), admission.fencingToken());
    }

    /** The active run that was admitted first: in a session whose runs wait for each other, the one whose turn it is. */
    public Optional<Run> holder() {
        return open.values().stream()
                .filter(Run::isActive)
                .min(Comparator.comparingLong(run -> run.admission().order()));
    }

    /** Whether anybody works, or will in the stead of who did; an owed reply is not work. */
    boolean isAnyUnfinished() {
        for (Run run : open.values()) {
            if (run.state() != RunState.OWED) {
                return true;
            }
        }
        return false;
    }

    /** Whether a run waits for its start. */
    boolean isAnyAccepted() {
        for (Run run : open.values()) {
            if (run.state() == RunState.ACCEPTED) {
                return true;
            }
        }
        return false;
    }

    /** Where nothing runs, what was told to start has to be told again. */
    Runs notCommanded() {
        Runs next = this;
        for (Run run : open.values()) {
            next = run.state() == RunState.ACCEPTED && run.startCommanded() ? next.with(run.commanded(false)) : next;
        }
        return next;
    }

    /** With nothing open, and the counts as they are. */
    Runs none() {
        return new Runs(Collections.emptySortedMap(), admitted, lastFencingToken);
    }
}
