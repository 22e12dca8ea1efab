package io.sessionfold.engine.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The mark that a load leaves on each of its records, so that the topic itself says how far it came.
 *
 * <pre>
 *  0                         n         n + 8
 *  +-------------------------+-----------+
 *  | load id, n bytes UTF-8  | int64 BE  |
 *  +-------------------------+-----------+
 * </pre>
 */
final class LoadHeader {

    /** The header's key. */
    static final String NAME = "sessionfold-load";

    private final byte[] id;

    LoadHeader(String loadId) {
        this.id = loadId.getBytes(StandardCharsets.UTF_8);
    }

    void write(Headers headers, long index) {
        headers.add(
                NAME,
                ByteBuffer.allocate(id.length + Long.BYTES)
                        .put(id)
                        .putLong(index)
                        .array());
    }

    /** The index of a record of this load; empty if it is of another or of none. */
    OptionalLong read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        byte[] value = header == null ? null : header.value();
        if (value == null
                || value.length != id.length + Long.BYTES
                || !Arrays.equals(value, 0, id.length, id, 0, id.length)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ByteBuffer.wrap(value).getLong(id.length));
    }
}
