package io.sessionfold.engine.verify;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.topology.Topics;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one topic that one fold lets out: those of an input partition stand, in order, on the output partition of
 * the same number, because they have the same key.
 *
 * @param noun what one is called in a sentence
 * @param identity what tells one from the others of its key
 * @param cause where the event stands that led to it; null where a record does not say
 * @param isOurs whether it comes from this fold, where a topic has several writers
 */
record OutputForm<T extends SpecificRecord>(
        String topic,
        Class<T> type,
        String noun,
        Function<T, String> identity,
        Function<T, @Nullable Position> cause,
        Predicate<T> isOurs) {

    static final OutputForm<SessionRow> ROWS = new OutputForm<>(
            Topics.SESSIONS_CHANGED,
            SessionRow.class,
            "row",
            row -> "version " + row.getStateVersion(),
            SessionRow::getPosition,
            row -> true);

    static final OutputForm<RunOutcome> OUTCOMES = new OutputForm<>(
            Topics.RUN_OUTCOMES,
            RunOutcome.class,
            "outcome",
            outcome -> "run '" + outcome.getRunId() + "'",
            outcome -> null,
            outcome -> true);

    static final OutputForm<SessionCommand> COMMANDS = new OutputForm<>(
            Topics.SESSION_COMMANDS,
            SessionCommand.class,
            "command",
            command -> "id '" + command.getCommandId() + "'",
            command -> null,
            command -> command.getApplicationId() == null);

    /** Of the events topic, and of no topic that has rejections of its own. */
    static final OutputForm<RejectedEvent> REJECTIONS =
            rejections(topic -> !topic.equals(Topics.WORKER_EVENTS) && !topic.equals(Topics.APPLICATION_EVENTS));

    static final OutputForm<RejectedEvent> WORKER_REJECTIONS = rejections(Topics.WORKER_EVENTS::equals);

    static final OutputForm<RejectedEvent> APPLICATION_REJECTIONS = rejections(Topics.APPLICATION_EVENTS::equals);

    static final OutputForm<SessionCommand> APPLICATION_COMMANDS = new OutputForm<>(
            Topics.SESSION_COMMANDS,
            SessionCommand.class,
            "command",
            command -> "id '" + command.getCommandId() + "'",
            command -> null,
            command -> command.getApplicationId() != null);

    static final OutputForm<ApplicationRow> APPLICATION_ROWS = new OutputForm<>(
            Topics.APPLICATIONS_CHANGED,
            ApplicationRow.class,
            "row",
            row -> "version " + row.getStateVersion(),
            ApplicationRow::getPosition,
            row -> true);

    private static OutputForm<RejectedEvent> rejections(Predicate<String> ofTopic) {
        return new OutputForm<>(
                Topics.REJECTED_EVENTS,
                RejectedEvent.class,
                "rejection",
                rejected -> "event '" + rejected.getEventId() + "' at "
                        + rejected.getPosition().getOffset(),
                RejectedEvent::getPosition,
                rejected -> ofTopic.test(rejected.getPosition().getTopic()));
    }
}
