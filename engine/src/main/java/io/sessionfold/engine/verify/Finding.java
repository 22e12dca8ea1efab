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
 * @param recordTimeMs Kafka's time of the event, or else of the record: lanes are ordered by it
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

    /** Of one lane, in the order of the log; of one event, what makes others follow first. */
    static final Comparator<Finding> IN_LANE = Comparator.comparingLong(Finding::offset)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::where);

    /** The partition whose order it stands in: the event's, or else the record's. */
    String lane() {
        Position at = event == null ? found : event;
        return at == null ? where : at.topic() + '-' + at.partition();
    }

    private long offset() {
        Position at = event == null ? found : event;
        return at == null ? Long.MAX_VALUE : at.offset();
    }

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
