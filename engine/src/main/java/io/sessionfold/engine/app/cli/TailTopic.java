package io.sessionfold.engine.app.cli;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.engine.topology.Topics;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What can be followed. */
enum TailTopic {
    CHANGES(Topics.SESSIONS_CHANGED, null),
    REJECTIONS(Topics.REJECTED_EVENTS, RejectedEvent.class),
    OUTCOMES(Topics.RUN_OUTCOMES, RunOutcome.class),
    COMMANDS(Topics.SESSION_COMMANDS, SessionCommand.class),
    DEAD_LETTERS(Topics.DEAD_LETTERS, DeadLetter.class);

    private final String topic;
    private final @Nullable Class<? extends SpecificRecord> type;

    TailTopic(String topic, @Nullable Class<? extends SpecificRecord> type) {
        this.topic = topic;
        this.type = type;
    }

    String topic() {
        return topic;
    }

    /** The records of the topic; null if they are read over HTTP. */
    @Nullable
    Class<? extends SpecificRecord> type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
