package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON values as cells of a table. */
final class Cells {

    private static final String ABSENT = "-";

    private Cells() {}

    static String of(JsonNode object, String field) {
        return of(object.path(field));
    }

    static String of(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return ABSENT;
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        // A name may hold any character; a line of a table may not.
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
