package io.sessionfold.client;

import io.sessionfold.contract.SessionRow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session as it stood at a position.
 *
 * @param position the token of that position: a later read can be asked not to be older
 * @param servedBy the instance that a hop or a standby was, null where the one that was asked answered of its own
 * @param staleness how old a standby's copy may be; null where the owner answered
 */
public record SessionSnapshot(
        SessionRow row,
        String position,
        @Nullable String servedBy,
        @Nullable Duration staleness) {

    static SessionSnapshot of(Answer answer) {
        return new SessionSnapshot(
                ContractJson.read(SessionRow.class, answer.json()),
                answer.header(Answer.POSITION).orElse(""),
                answer.header(Answer.SERVED_BY).orElse(null),
                answer.header(Answer.STALENESS)
                        .map(text -> Duration.ofMillis(Long.parseLong(text)))
                        .orElse(null));
    }
}
