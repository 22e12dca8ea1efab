package io.sessionfold.engine.deployment;

/** Which run is meant: a runId is unique in its session only. */
public record RunName(String sessionKey, String runId) implements Comparable<RunName> {

    @Override
    public int compareTo(RunName other) {
        int bySession = sessionKey.compareTo(other.sessionKey);
        return bySession != 0 ? bySession : runId.compareTo(other.runId);
    }
}
