package io.sessionfold.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * A resolution: how the records of one writer schema are read as a type of ours.
 *
 * <p>Where a union of the writer holds a record that ours lacks, Avro would take the first of our records that happens to
 * fit: a new payload would be read as a PhaseReported, whose fields may all be absent. So our union is given an empty
 * record of the same name, which Avro prefers, and which tells us what it met.
 */
final class Resolution<T extends SpecificRecord> {
    private final Schema writer;
    private final Set<String> unknownBranches = new HashSet<>();
    private final SpecificDatumReader<T> reader;

    Resolution(Schema writer, Class<T> type) {
        this.writer = writer;
        SpecificData model = SpecificData.getForClass(type);
        this.reader = new SpecificDatumReader<>(writer, withUnknownBranches(model.getSchema(type)), model);
    }

    T read(Decoder body) throws IOException {
        return reader.read(null, body);
    }

    GenericRecord readAsWritten(Decoder body) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer).read(null, body);
    }

    /** The full name of a record in a union of the value that our type lacks. */
    Optional<String> unknownBranch(T value) {
        for (int field = 0;
                !unknownBranches.isEmpty()
                        && field < value.getSchema().getFields().size();
                field++) {
            if (value.get(field) instanceof IndexedRecord held
                    && unknownBranches.contains(held.getSchema().getFullName())) {
                return Optional.of(held.getSchema().getFullName());
            }
        }
        return Optional.empty();
    }

    private Schema withUnknownBranches(Schema ours) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : ours.getFields()) {
            Schema.Field theirs = writer.getField(field.name());
            Schema union = theirs == null ? field.schema() : extended(field.schema(), theirs.schema());
            fields.add(new Schema.Field(field, union));
        }
        return unknownBranches.isEmpty()
                ? ours
                : Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    }

    private Schema extended(Schema ours, Schema theirs) {
        if (ours.getType() != Schema.Type.UNION || theirs.getType() != Schema.Type.UNION) {
            return ours;
        }
        List<Schema> branches = new ArrayList<>(ours.getTypes());
        for (Schema branch : theirs.getTypes()) {
            if (branch.getType() == Schema.Type.RECORD && ours.getIndexNamed(branch.getFullName()) == null) {
                unknownBranches.add(branch.getFullName());
                branches.add(Schema.createRecord(branch.getName(), null, branch.getNamespace(), false, List.of()));
            }
        }
        return Schema.createUnion(branches);
    }
}
