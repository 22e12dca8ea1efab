package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that does not follow from the log.
 *
 * @param where the topic or store that it was found in
 * @param session the record key that it is about; null if it is about none
 * @param event where the event stands that it follows, or does not follow, from; null if none is known
 * @param found where the record stands that was found; null if none was
 * @param recordTimeMs Kafka's time of the event, or else of the record: findings are ordered by it
 * @param expected what follows from the log, in words
 * @param actual what there is, in words
 */
public record Finding(
        Kind kind,
        String where,
        @Nullable String session,
        @Nullable Position event,
        @Nullable Position found,
        long recordTimeMs,
        String expected,
        String actual) {

    /** The earliest first; of one moment, what makes the others follow. */
    static final Comparator<Finding> ORDER = Comparator.comparingLong(Finding::recordTimeMs)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::where);

    /** The finding as one sentence. */
    public String sentence() {
        StringBuilder text =
                new StringBuilder("Expected ").append(expected).append(", but ").append(actual);
        if (session != null) {
            text.append("; session '").append(session).append('\'');
        }
        return text.append(places()).toString();
    }

    private String places() {
        if (event == null && found == null) {
            return "";
        }
        if (event == null || event.equals(found)) {
            return " (" + found + ")";
        }
        return found == null ? " (" + event + ")" : " (" + event + ", found at " + found + ")";
    }
}
