package io.sessionfold.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Array elements that take no bytes (a null, an empty record): an array of them can claim any length, so that a body of
 * a few bytes would fill the memory. No schema of the contract has them; a writer schema that does is not read.
 */
final class ZeroByteElements {
    private ZeroByteElements() {}

    static boolean isIn(Schema schema) {
        return isIn(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isIn(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return false;
        }
        return switch (schema.getType()) {
            case ARRAY ->
                takesNoBytes(schema.getElementType(), Collections.newSetFromMap(new IdentityHashMap<>()))
                        || isIn(schema.getElementType(), seen);
            case MAP -> isIn(schema.getValueType(), seen);
            case UNION -> schema.getTypes().stream().anyMatch(branch -> isIn(branch, seen));
            case RECORD -> schema.getFields().stream().anyMatch(field -> isIn(field.schema(), seen));
            default -> false;
        };
    }

    private static boolean takesNoBytes(Schema schema, Set<Schema> enclosing) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            // A record that holds itself directly has no end; counting it as nothing refuses it.
            case RECORD ->
                !enclosing.add(schema)
                        || schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema(), enclosing));
            default -> false;
        };
    }
}
