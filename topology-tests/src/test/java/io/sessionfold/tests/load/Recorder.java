package io.sessionfold.tests.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps every answer, and knows how far the load has come. Thread-safe. */
public final class Recorder {

    /** A load in which nothing is answered for so long has come to a standstill. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Answer> answers = new ArrayList<>();
    private final Set<String> keysAnswered = new HashSet<>();
    private final Set<String> instancesAnswered = new HashSet<>();
    private int good;

    /** Keeps nothing yet. */
    public Recorder() {}

    synchronized void add(Answer answer) {
        answers.add(answer);
        if (answer.isGood()) {
            good++;
            instancesAnswered.add(answer.instance());
            if (answer.ask().sessionKey() != null) {
                keysAnswered.add(answer.who().tenantId() + '/' + answer.ask().sessionKey());
            }
            notifyAll();
        }
    }

    /** How many answers there are so far. */
    public synchronized int size() {
        return answers.size();
    }

    /** Every answer so far. */
    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /**
     * Waits until, from now on, so many questions have got an answer that is no failure, one of them about each of these
     * sessions, and one of them by each of these instances.
     */
    public synchronized void await(String phase, int number, Set<String> recordKeys, Set<String> instances)
            throws InterruptedException {
        good = 0;
        keysAnswered.clear();
        instancesAnswered.clear();
        long beganNs = System.nanoTime();
        while (good < number || !keysAnswered.containsAll(recordKeys) || !instancesAnswered.containsAll(instances)) {
            long leftNs = PATIENCE.toNanos() - (System.nanoTime() - beganNs);
            if (leftNs <= 0) {
                throw new AssertionError(standstill(phase, number, recordKeys, instances));
            }
            wait(Math.max(1, leftNs / 1_000_000));
        }
    }

    /** Lets the load go on for so long, whether somebody is answered or not. */
    public synchronized void letPass(Duration time) throws InterruptedException {
        long beganNs = System.nanoTime();
        for (long leftNs = time.toNanos(); leftNs > 0; leftNs = time.toNanos() - (System.nanoTime() - beganNs)) {
            wait(Math.max(1, leftNs / 1_000_000));
        }
    }

    private String standstill(String phase, int number, Set<String> recordKeys, Set<String> instances) {
        Set<String> keysLeft = new HashSet<>(recordKeys);
        keysLeft.removeAll(keysAnswered);
        Set<String> instancesLeft = new HashSet<>(instances);
        instancesLeft.removeAll(instancesAnswered);
        return "Expected the load to go on while %s, but after %s there were %d of %d good answers, none about %s and none by %s; the last one: %s"
                .formatted(
                        phase,
                        PATIENCE,
                        good,
                        number,
                        keysLeft,
                        instancesLeft,
                        answers.isEmpty() ? "none" : answers.get(answers.size() - 1));
    }
}
