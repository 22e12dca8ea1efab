package io.sessionfold.engine.peer;

import io.sessionfold.engine.query.ParkedEvent;
import io.sessionfold.engine.session.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parked events on their way from one instance to another.
 *
 * <p>Bytes, as {@link DataOutputStream} writes them: the number of events (int32); for each its topic (UTF), partition
 * (int32), offset (int64), record time (int64), type (UTF) and id (UTF).
 */
public final class ParkedForm {

    private ParkedForm() {}

    public static byte[] write(List<ParkedEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(events.size());
            for (ParkedEvent event : events) {
                out.writeUTF(event.position().topic());
                out.writeInt(event.position().partition());
                out.writeLong(event.position().offset());
                out.writeLong(event.recordTimeMs());
                out.writeUTF(event.type());
                out.writeUTF(event.eventId());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Expected memory to be written to, but it was not", e);
        }
        return bytes.toByteArray();
    }

    /** Reads parked events; bytes that are none are an error. */
    public static List<ParkedEvent> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<ParkedEvent> events = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                Position position = new Position(in.readUTF(), in.readInt(), in.readLong());
                events.add(new ParkedEvent(position, in.readLong(), in.readUTF(), in.readUTF()));
            }
            return events;
        } catch (IOException e) {
            throw new IllegalStateException("Expected parked events, but they ended early", e);
        }
    }
}
