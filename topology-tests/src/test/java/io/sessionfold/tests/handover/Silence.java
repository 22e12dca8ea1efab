package io.sessionfold.tests.handover;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One key, asked of one instance again and again: for how long there was no answer. Written by one thread. */
final class Silence implements Runnable {

    private static final long PAUSE_MS = 10;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ServedProcess asked;
    private final String key;
    private final Map<String, Integer> reasons = new ConcurrentHashMap<>();
    private volatile boolean counting;
    private volatile boolean over;
    private volatile long ownersNanos = System.nanoTime();
    private volatile long longestOwners;
    private volatile long longestAny;
    private volatile boolean isWrong;

    Silence(ServedProcess asked, String key) {
        this.asked = asked;
        this.key = key;
    }

    @Override
    public void run() {
        long anyNanos = ownersNanos;
        try {
            while (!over) {
                Reply reply = ask();
                long now = System.nanoTime();
                if (reply != Reply.NONE) {
                    longestAny = counting ? Math.max(longestAny, now - anyNanos) : 0;
                    anyNanos = now;
                }
                if (reply == Reply.OWNERS) {
                    longestOwners = counting ? Math.max(longestOwners, now - ownersNanos) : 0;
                    ownersNanos = now;
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts from here on. */
    void begin() {
        counting = true;
        reasons.clear();
    }

    /** Asks no more. */
    void end() {
        over = true;
    }

    String key() {
        return key;
    }

    /** How long ago the owner's last answer came. */
    long sinceOwnersMs() {
        return (System.nanoTime() - ownersNanos) / NANOS_PER_MILLI;
    }

    /** The longest time between two answers of the owner, in ms. */
    long longestOwnersMs() {
        return longestOwners / NANOS_PER_MILLI;
    }

    /** The longest time between two answers, of the owner or of a copy, in ms. */
    long longestAnyMs() {
        return longestAny / NANOS_PER_MILLI;
    }

    /** Whether it was once said that there is no such session. */
    boolean isWrong() {
        return isWrong;
    }

    /** Why there was no answer, and how often. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    private enum Reply {
        OWNERS,
        STALE,
        NONE
    }

    private Reply ask() throws InterruptedException {
        try {
            HttpResponse<String> answer = asked.get("/v1/sessions/" + key);
            if (answer.statusCode() == OK) {
                boolean isStale =
                        answer.headers().firstValue("Sessionfold-Staleness-Ms").isPresent();
                return isStale ? Reply.STALE : Reply.OWNERS;
            }
            isWrong |= answer.statusCode() == NOT_FOUND;
            reasons.merge(answer.body(), 1, Integer::sum);
            return Reply.NONE;
        } catch (IOException e) {
            reasons.merge(e.toString(), 1, Integer::sum);
            return Reply.NONE;
        }
    }
}
