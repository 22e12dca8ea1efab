package io.sessionfold.tests.load;

import org.jspecify.annotations.Nullable;

/** What a client wants, as far as the checker has to know it. */
sealed interface Ask {

    /** The session that it is about; null if it is about many. */
    @Nullable
    String sessionKey();

    /**
     * One row.
     *
     * @param minOffset the offset that its token asks for, on the key's partition; {@link Answer#NOWHERE} for none
     */
    record Row(String sessionKey, long minOffset) implements Ask {}

    /**
     * One page of a list.
     *
     * @param after the key behind which the page begins; empty for the first page
     */
    record Page(Wanted wanted, String after, int limit) implements Ask {
        @Override
        public @Nullable String sessionKey() {
            return null;
        }
    }

    /** How many sessions there are. */
    record Count(Wanted wanted) implements Ask {
        @Override
        public @Nullable String sessionKey() {
            return null;
        }
    }

    /**
     * The admission of a run.
     *
     * @param runId the run that it names, in case it is the first with its key
     */
    record Admit(String sessionKey, String runId, String idempotencyKey) implements Ask {}

    /**
     * Any other change of a session: one event in the log.
     *
     * @param type the name of the event's payload
     * @param eventId the event's id; null if the door derives it
     * @param idempotencyKey under which it may be sent again; null if it is sent once
     */
    record Change(
            String sessionKey,
            String type,
            @Nullable String eventId,
            @Nullable String idempotencyKey) implements Ask {}
}
