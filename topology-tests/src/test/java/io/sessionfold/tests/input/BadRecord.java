package io.sessionfold.tests.input;

import io.sessionfold.contract.DeadLetterCode;
import org.jspecify.annotations.Nullable;

/** A record of the events topic that is no event of a session, and the code of the dead letter that it becomes. */
final class BadRecord {

    private final String name;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final DeadLetterCode code;

    BadRecord(String name, byte @Nullable [] key, byte @Nullable [] value, DeadLetterCode code) {
        this.name = name;
        this.key = key;
        this.value = value;
        this.code = code;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    DeadLetterCode code() {
        return code;
    }

    @Override
    public String toString() {
        return name;
    }
}
