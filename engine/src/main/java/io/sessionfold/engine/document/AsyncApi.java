package io.sessionfold.engine.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.json.RecordJson;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The AsyncAPI 3 document of the topics. Channels and operations are written by hand; the payload of each message is the
 * Avro schema of the contract.
 */
public final class AsyncApi {

    /** How AsyncAPI 3 calls a schema that is Avro's. */
    private static final String AVRO = "application/vnd.apache.avro+json;version=1.12.0";

    private static final List<Schema> MESSAGES = List.of(
            LifecycleEvent.getClassSchema(),
            WorkerEvent.getClassSchema(),
            ApplicationEvent.getClassSchema(),
            SessionRow.getClassSchema(),
            RunOutcome.getClassSchema(),
            SessionCommand.getClassSchema(),
            RejectedEvent.getClassSchema(),
            DeadLetter.getClassSchema(),
            ApplicationRow.getClassSchema(),
            CheckpointRecord.getClassSchema());

    private AsyncApi() {}

    /** The whole document. */
    public static ObjectNode document() {
        ObjectNode document = Documents.written("asyncapi.json");
        for (Schema schema : MESSAGES) {
            ObjectNode payload = document.withObject("/components/messages/" + schema.getName() + "/payload");
            payload.put("schemaFormat", AVRO).set("schema", RecordJson.parse(schema.toString()));
        }
        return document;
    }
}
