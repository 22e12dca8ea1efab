package io.sessionfold.engine.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is among the troubles: each kind in its turn, but one that a request cannot meet waits for the next. What a
 * trouble does may touch no other run, or nobody could say beforehand what will be refused: a reset ends every run of its
 * session that is open at the time, and what a dying worker ends is not in the order of the load.
 */
final class TroubleTurns {

    /** What is written about a request behind its end is written within this time. */
    private static final long MARGIN_MS = 1_000;

    private final Map<Integer, List<TraceRequest>> bySession = new HashMap<>();
    private final List<Trouble> turns = new ArrayList<>(List.of(Trouble.values()));

    TroubleTurns(List<TraceRequest> requests) {
        for (TraceRequest request : requests) {
            bySession
                    .computeIfAbsent(request.session(), session -> new ArrayList<>())
                    .add(request);
        }
    }

    Trouble next(TraceRequest request) {
        int turn = 0;
        while (!mayMeet(request, turns.get(turn))) {
            turn++;
        }
        Trouble trouble = turns.remove(turn);
        turns.add(trouble);
        return trouble;
    }

    private boolean mayMeet(TraceRequest request, Trouble trouble) {
        List<TraceRequest> others = new ArrayList<>(bySession.getOrDefault(request.session(), List.of()));
        others.remove(request);
        return switch (trouble) {
            case WORKER_EXIT -> others.isEmpty();
            case RESET -> others.stream().noneMatch(other -> overlap(request, other));
            case RETRIED_ERROR, ABORT, DUPLICATE, LATE_START, LOST_SETTLEMENT, LOST_REPORT, LOST_RUN -> true;
        };
    }

    private static boolean overlap(TraceRequest one, TraceRequest other) {
        return one.arrivalMs() <= other.endMs() + MARGIN_MS && other.arrivalMs() <= one.endMs() + MARGIN_MS;
    }
}
