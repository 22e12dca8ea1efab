package io.sessionfold.engine.load;

/**
 * One request of a recorded trace.
 *
 * @param arrivalMs when it arrived, in milliseconds since the trace began
 * @param session the number of the session that it belongs to, from 0
 * @param inputTokens the length of its prompt, in tokens
 * @param outputTokens the length of its answer, in tokens
 */
public record TraceRequest(long arrivalMs, int session, int inputTokens, int outputTokens) {

    /** How long one output token takes, in milliseconds: the traces have no end times, so this is assumed. */
    public static final long MS_PER_OUTPUT_TOKEN = 25;

    /** When the answer was complete, in milliseconds since the trace began. */
    public long endMs() {
        return arrivalMs + outputTokens * MS_PER_OUTPUT_TOKEN;
    }
}
