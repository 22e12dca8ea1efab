package io.sessionfold.engine.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.JsonSchemas;
import io.sessionfold.json.JsonSchemas.Form;

/**
 * The OpenAPI 3.1 document of the HTTP interface. Paths, parameters and answers are written by hand; the schemas of rows and
 * events are those of the contract.
 */
public final class OpenApi {

    private static final String SCHEMAS = "#/components/schemas/";

    private OpenApi() {}

    /** The whole document. */
    public static ObjectNode document() {
        ObjectNode document = Documents.written("openapi.json");
        ObjectNode schemas = document.withObject("/components/schemas");
        JsonSchemas.define(schemas, SCHEMAS, SessionRow.getClassSchema(), Form.WRITTEN);
        JsonSchemas.define(schemas, SCHEMAS, ApplicationRow.getClassSchema(), Form.WRITTEN);
        JsonSchemas.define(schemas, SCHEMAS, LifecycleEvent.getClassSchema(), Form.READ);
        return document;
    }
}
