package io.sessionfold.engine.peer;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.query.Cursor;
import io.sessionfold.engine.query.PartRead;
import io.sessionfold.engine.query.SessionFilter;
import io.sessionfold.engine.query.SessionPart;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list or a count on its way from one instance to another.
 *
 * <p>Bytes, as {@link DataOutputStream} writes them: the number of sessions (int32); for each its session key (UTF), the
 * length of its state (int32) and the state; the count (int64); the cursor's session key (UTF, empty for none); the number
 * of partitions (int32), and for each its number (int32) and offset (int64).
 */
public final class PartForm {

    /** A page ends early rather than being larger; what it begins with is always in it. */
    private static final int STATES_BYTES_MAX = 8 * 1024 * 1024;

    private static final ThreadLocal<SessionCodec> SESSIONS = ThreadLocal.withInitial(SessionCodec::new);

    private PartForm() {}

    /** Writes a part of what a filter asks for. */
    public static byte[] write(PartRead read) {
        List<byte[]> states = new ArrayList<>();
        int bytes = 0;
        for (Session session : read.part().sessions()) {
            byte[] state = SESSIONS.get().encode(session);
            bytes += state.length;
            if (bytes > STATES_BYTES_MAX && !states.isEmpty()) {
                break;
            }
            states.add(state);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + 1_024);
        try {
            write(read, states, new DataOutputStream(out));
        } catch (IOException e) {
            throw new IllegalStateException("Expected memory to be written to, but it was not", e);
        }
        return out.toByteArray();
    }

    /** Reads a part that came from {@code source}; bytes that are none are an error. */
    public static PartRead read(SessionFilter filter, byte[] bytes, Source source) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Session> sessions = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                SessionKey key = new SessionKey(filter.tenantId(), in.readUTF());
                sessions.add(SESSIONS.get().decode(key, in.readNBytes(in.readInt())));
            }
            long count = in.readLong();
            String cursor = in.readUTF();
            SortedMap<Integer, Long> events = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                events.put(in.readInt(), in.readLong());
            }
            Cursor next = cursor.isEmpty() ? null : Cursor.after(cursor, filter);
            return new PartRead(new SessionPart(sessions, next, events), count, source);
        } catch (IOException e) {
            throw new IllegalStateException("Expected the part of a list, but it ended early", e);
        }
    }

    private static void write(PartRead read, List<byte[]> states, DataOutputStream out) throws IOException {
        List<Session> sessions = read.part().sessions().subList(0, states.size());
        out.writeInt(states.size());
        for (int n = 0; n < states.size(); n++) {
            out.writeUTF(sessions.get(n).key().sessionKey());
            out.writeInt(states.get(n).length);
            out.write(states.get(n));
        }
        out.writeLong(read.count());
        boolean isCut = states.size() < read.part().sessions().size();
        out.writeUTF(
                isCut
                        ? sessions.get(sessions.size() - 1).key().sessionKey()
                        : keyOf(read.part().cursor()));
        out.writeInt(read.part().events().size());
        for (Map.Entry<Integer, Long> offset : read.part().events().entrySet()) {
            out.writeInt(offset.getKey());
            out.writeLong(offset.getValue());
        }
    }

    private static String keyOf(@Nullable Cursor cursor) {
        return cursor == null ? "" : cursor.sessionKey();
    }
}
