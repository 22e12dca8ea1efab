package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.StoredRecords;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * States that are one Avro record per record key.
 *
 * @param lastOffset of the last event that a state has folded; -1 where a state does not say
 */
record RecordForm<T extends SpecificRecord>(
        String store, String noun, StoredRecords<T> records, ToLongFunction<T> lastOffset) implements StateForm {

    @Override
    public String name(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public String recordKey(String name) {
        return name;
    }

    @Override
    public long offset(byte[] state) {
        try {
            return lastOffset.applyAsLong(records.read(state));
        } catch (RuntimeException unreadable) {
            // Whatever a hand may have written there; that it differs is said where it is compared.
            return -1;
        }
    }

    @Override
    public FieldDifferences.Sides differences(byte[] expected, byte[] actual) {
        try {
            return FieldDifferences.between(records.read(expected), records.read(actual));
        } catch (RuntimeException unreadable) {
            return new FieldDifferences.Sides(
                    expected.length + " bytes", "it cannot be read: " + unreadable.getMessage());
        }
    }
}
