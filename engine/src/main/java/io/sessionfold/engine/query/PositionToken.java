package io.sessionfold.engine.query;

import io.sessionfold.engine.session.Position;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A position token: how far an answer reaches, opaque to callers.
 *
 * <p>Bytes: a format byte; the identity of the log as int64; then twice a count as int16 and that many pairs of partition (int32) and offset (int64), all
 * big-endian; in base64url.
 *
 * @param log whose positions they are
 * @param events per partition, the offset of the last event folded
 * @param changes per partition, the offset of the next change of sessions-changed
 */
public record PositionToken(LogIdentity log, SortedMap<Integer, Long> events, SortedMap<Integer, Long> changes) {

    private static final byte FORMAT = 2;
    private static final int PAIR_BYTES = Integer.BYTES + Long.BYTES;

    /** Room for 2,000 partitions; what is longer is not decoded. */
    private static final int TEXT_MAX = 64 * 1024;

    public PositionToken {
        events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    /** Positions of a log that is still to be said. */
    public PositionToken(SortedMap<Integer, Long> events, SortedMap<Integer, Long> changes) {
        this(LogIdentity.UNSAID, events, changes);
    }

    /** How far one session was folded. */
    public static PositionToken of(Position position) {
        return new PositionToken(
                new TreeMap<>(Map.of(position.partition(), position.offset())), Collections.emptySortedMap());
    }

    /** Where a reader of the changes stands. */
    public static PositionToken ofChanges(SortedMap<Integer, Long> next) {
        return new PositionToken(Collections.emptySortedMap(), next);
    }

    /** The same positions, as those of a log. */
    public PositionToken in(LogIdentity identity) {
        return new PositionToken(identity, events, changes);
    }

    /** Reads a token's text; empty if it is none. */
    public static Optional<PositionToken> parse(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != FORMAT) {
                return Optional.empty();
            }
            PositionToken token = new PositionToken(new LogIdentity(bytes.getLong()), read(bytes), read(bytes));
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(token);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** The text that goes over the wire. */
    public String text() {
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + Long.BYTES + 2 * Short.BYTES + PAIR_BYTES * (events.size() + changes.size()));
        bytes.put(FORMAT).putLong(log.value());
        write(events, bytes);
        write(changes, bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static SortedMap<Integer, Long> read(ByteBuffer bytes) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        for (int pairs = bytes.getShort(); pairs > 0; pairs--) {
            offsets.put(bytes.getInt(), bytes.getLong());
        }
        return offsets;
    }

    private static void write(SortedMap<Integer, Long> offsets, ByteBuffer bytes) {
        bytes.putShort((short) offsets.size());
        offsets.forEach((partition, offset) -> bytes.putInt(partition).putLong(offset));
    }
}
