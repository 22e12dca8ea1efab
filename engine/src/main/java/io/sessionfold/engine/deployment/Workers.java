package io.sessionfold.engine.deployment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a deployment knows of its workers: who lives, in which epoch, and whose last life is over. A worker stands in one of
 * the two, and its epoch never goes back as long as it is remembered.
 *
 * @param live epochs by workerId
 * @param exited the one that exited longest ago first
 */
public record Workers(SortedMap<String, Long> live, List<ExitedWorker> exited) {

    /** Live workers of one deployment: a deployment is restarted as a whole, and larger ones are split. */
    public static final int LIVE_MAX = 256;

    /**
     * How many exits are remembered. An exit is seen again, and a run that names its worker arrives, within seconds of it;
     * so many crashes take longer.
     */
    public static final int EXITED_MAX = 256;

    /** Live workers of one deployment, those counted that came back when it was full: every exit remembered may. */
    public static final int LIVE_WITH_RETURNED_MAX = LIVE_MAX + EXITED_MAX;

    /** Nobody heard of yet. */
    public static final Workers NONE = new Workers(Collections.emptySortedMap(), List.of());

    public boolean isEmpty() {
        return live.isEmpty() && exited.isEmpty();
    }

    /** The highest epoch heard of a worker; empty if it is not remembered. */
    Optional<Long> epochOf(String workerId) {
        Long epoch = live.get(workerId);
        return epoch == null ? exitOf(workerId).map(ExitedWorker::workerEpoch) : Optional.of(epoch);
    }

    /** How the last life of a worker ended; empty if it lives, or is not remembered. */
    Optional<ExitedWorker> exitOf(String workerId) {
        return exited.stream().filter(exit -> exit.workerId().equals(workerId)).findFirst();
    }

    /**
     * Whether one more worker would be one too many. One that comes back has more room: as long as its exit is remembered,
     * the runs that name it fail, and its start is the only thing that ends that.
     */
    boolean isFullFor(String workerId) {
        return !live.containsKey(workerId)
                && live.size() >= (exitOf(workerId).isPresent() ? LIVE_WITH_RETURNED_MAX : LIVE_MAX);
    }

    /** With a worker that lives. */
    Workers started(String workerId, long epoch) {
        TreeMap<String, Long> next = new TreeMap<>(live);
        next.put(workerId, epoch);
        return new Workers(Collections.unmodifiableSortedMap(next), List.copyOf(without(workerId)));
    }

    /** With a worker whose life is over; the exit that is longest ago is forgotten if there are too many. */
    Workers exited(ExitedWorker exit) {
        TreeMap<String, Long> next = new TreeMap<>(live);
        next.remove(exit.workerId());
        List<ExitedWorker> exits = without(exit.workerId());
        exits.add(exit);
        int from = Math.max(0, exits.size() - EXITED_MAX);
        return new Workers(Collections.unmodifiableSortedMap(next), List.copyOf(exits.subList(from, exits.size())));
    }

    private List<ExitedWorker> without(String workerId) {
        List<ExitedWorker> others = new ArrayList<>(exited);
        others.removeIf(exit -> exit.workerId().equals(workerId));
        return others;
    }
}
