package io.sessionfold.engine.session;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How large the parts of an event may be, so that nothing that a producer writes grows a state without bound.
 *
 * <p>The sum that chose them: the open runs come to {@link RunRoom#BYTES_MAX} at most, whatever their number; tags,
 * resources, members, connections, marks and texts to some 120,000 bytes more. 32 held reports, which wait while there are
 * no runs, come to 600,000. A full state stays below 900,000 bytes: a broker takes 1 MiB by default.
 */
final class Limits {

    /** The longest id (event, run, message, user, worker …), in UTF-8 bytes: three UUIDs and a prefix. */
    static final int ID_BYTES_MAX = 128;

    /** The longest idempotency key, reference or name, in UTF-8 bytes: a URL fits. */
    static final int NAME_BYTES_MAX = 1024;

    /** The longest message for people, in UTF-8 bytes: a screen of text; a stack trace belongs in a log. */
    static final int TEXT_BYTES_MAX = 4096;

    /** Messages of one run: a burst of chat messages that one turn answers. */
    static final int MESSAGE_IDS_MAX = 32;

    /** Entries of tags, resources or cleared fields. */
    static final int ENTRIES_MAX = 64;

    /** Members of one session. */
    static final int MEMBERS_MAX = 64;

    /** Open connections of one session: tabs and devices of its people. */
    static final int CONNECTIONS_MAX = 64;

    /** Open runs of one session: the real traces show 3 at most. */
    static final int OPEN_RUNS_MAX = 64;

    /** Reports that wait for one creation (INV-26). */
    static final int HELD_MAX = 32;

    private Limits() {}

    /** Whether a text is short enough to be an id. */
    static boolean isId(String text) {
        return text.length() <= ID_BYTES_MAX && text.getBytes(StandardCharsets.UTF_8).length <= ID_BYTES_MAX;
    }

    /** Says which part of an event is too large, and what is allowed; empty if none is. */
    static Optional<String> violatedBy(Envelope envelope, SessionEvent payload) {
        Check check = new Check();
        check.key("eventId", envelope.eventId(), ID_BYTES_MAX);
        check.id("sessionId", envelope.sessionId());
        check.key("producerId", envelope.producerId(), ID_BYTES_MAX);
        check.id("causationId", envelope.causationId());
        check.text("traceparent", envelope.traceparent(), NAME_BYTES_MAX);
        payload.accept(new LimitsOfPayload(check));
        return Optional.ofNullable(check.violation);
    }

    /** Collects the first violation; the checks read like a list of the fields. */
    static final class Check {
        private @Nullable String violation;

        void id(String field, @Nullable String value) {
            text(field, value, ID_BYTES_MAX);
        }

        /** An id that something is found by again: it may be absent, but not empty. */
        void key(String field, @Nullable String value, int mostBytes) {
            if (violation == null && value != null && value.isEmpty()) {
                violation = "Expected " + field + " to have 1 to " + mostBytes + " bytes, but it was empty";
            }
            text(field, value, mostBytes);
        }

        void name(String field, @Nullable String value) {
            text(field, value, NAME_BYTES_MAX);
        }

        void text(String field, @Nullable String value) {
            text(field, value, TEXT_BYTES_MAX);
        }

        void ids(String field, List<String> values, int most) {
            count(field, values, most);
            values.forEach(value -> key(field, value, ID_BYTES_MAX));
        }

        /** A name that becomes part of a record key of its own has to be fit for one. */
        void keyPart(String field, @Nullable String value) {
            key(field, value, ID_BYTES_MAX);
            if (violation == null && value != null && !SessionKey.isSessionKey(value)) {
                violation = "Expected " + field + " to be printable and without a slash, but it was not";
            }
        }

        void names(String field, Collection<String> values) {
            count(field, values, ENTRIES_MAX);
            values.forEach(value -> id(field, value));
        }

        void entries(String field, @Nullable SortedMap<String, String> values) {
            if (values != null) {
                count(field, values.keySet(), ENTRIES_MAX);
                for (Map.Entry<String, String> entry : values.entrySet()) {
                    id(field, entry.getKey());
                    id(field, entry.getValue());
                }
            }
        }

        private void count(String field, Collection<?> values, int most) {
            if (violation == null && values.size() > most) {
                violation = "Expected " + field + " to have at most " + most + " entries, but it had " + values.size();
            }
        }

        private void text(String field, @Nullable String value, int mostBytes) {
            if (violation != null || value == null || 3 * value.length() <= mostBytes) {
                return;
            }
            int bytes = value.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > mostBytes) {
                violation = "Expected " + field + " to have at most " + mostBytes + " bytes, but it had " + bytes;
            }
        }
    }
}
