package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.RetryGuards;
import io.sessionfold.contract.SessionState;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The form in which an engine keeps its states, and a checkpoint with them. */
final class StateForm {

    private static final List<Schema> SCHEMAS = List.of(SessionState.getClassSchema(), RetryGuards.getClassSchema());

    /** Avro's own fingerprints of the schemas' canonical forms, in hex: what they say of themselves is no part of it. */
    static final String OURS = SCHEMAS.stream()
            .map(schema -> HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(schema)))
            .collect(Collectors.joining("-"));

    private StateForm() {}
}
