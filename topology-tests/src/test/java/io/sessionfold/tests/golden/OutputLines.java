package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Outputs;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The records of all output topics, one after the other; a topic that is added to {@link Outputs} is among them. */
final class OutputLines {

    private OutputLines() {}

    /** An output, and the topic that it is in, by the name that {@link Outputs} gives it. */
    record Line(String topic, JsonNode record, boolean isRow) {}

    static List<Line> of(Outputs outputs) {
        List<Line> lines = new ArrayList<>();
        for (RecordComponent topic : Outputs.class.getRecordComponents()) {
            for (Object output : records(topic, outputs)) {
                lines.add(new Line(topic.getName(), json(output), output instanceof SessionRow));
            }
        }
        return lines;
    }

    private static JsonNode json(Object output) {
        return output instanceof SpecificRecord record
                ? CanonicalJson.of(record)
                : JsonNodeFactory.instance.textNode(String.valueOf(output));
    }

    private static List<?> records(RecordComponent topic, Outputs outputs) {
        try {
            return (List<?>) topic.getAccessor().invoke(outputs);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected the outputs to have a list of " + topic.getName(), e);
        }
    }
}
