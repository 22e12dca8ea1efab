package io.sessionfold.engine.verify;

import io.sessionfold.engine.store.ParkedEntries;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.StoreNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is parked behind quarantines: an event as it stands in the log, per record key and offset (INV-47). */
record ParkedForm() implements StateForm {

    @Override
    public String store() {
        return StoreNames.PARKED_EVENTS;
    }

    @Override
    public String noun() {
        return "parked event";
    }

    @Override
    public String name(byte[] key) {
        return ParkedEntries.isKey(key)
                ? name(ParkedEntries.recordKey(key), ParkedEntries.offset(key))
                : new String(key, StandardCharsets.UTF_8);
    }

    /** What an event is called that stands at an offset; no record key has a zero character. */
    static String name(String recordKey, long offset) {
        return recordKey + '\0' + offset;
    }

    @Override
    public String recordKey(String name) {
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    /** A parked event never changes: it is there, or it is not. */
    @Override
    public long offset(byte[] state) {
        return -1;
    }

    @Override
    public FieldDifferences.Sides differences(byte[] expected, byte[] actual) {
        ParkedValue right;
        try {
            right = ParkedValue.of(actual);
        } catch (RuntimeException unreadable) {
            return new FieldDifferences.Sides(
                    expected.length + " bytes", "it cannot be read: " + unreadable.getMessage());
        }
        ParkedValue left = ParkedValue.of(expected);
        if (left.recordTimeMs() != right.recordTimeMs()) {
            return new FieldDifferences.Sides(
                    "recordTime " + left.recordTimeMs(), "recordTime " + right.recordTimeMs());
        }
        int at = Arrays.mismatch(left.framed(), right.framed());
        return new FieldDifferences.Sides(
                "the %d bytes that stand in the log".formatted(left.framed().length),
                "%d bytes, the first other one is byte %d".formatted(right.framed().length, at));
    }
}
