package io.sessionfold.engine.topology;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.codec.OutputCodec;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** Encodes what the deployment fold lets out, all of it before anything is written. Not thread-safe: one per task. */
final class WorkerOutbox {

    private final RecordWriter<LifecycleEvent> events;
    private final RecordWriter<RejectedEvent> rejections;

    WorkerOutbox(ContractRecords records) {
        events = records.writer(LifecycleEvent.class, Topics.EVENTS);
        rejections = records.writer(RejectedEvent.class, Topics.REJECTED_EVENTS);
    }

    /** The records of one step, in order. A failed run's goes to its session's key, not to the deployment's. */
    List<Letter> letters(List<DeploymentOutput> outputs, RecordedDeploymentEvent cause) {
        List<Letter> letters = new ArrayList<>(outputs.size());
        for (DeploymentOutput output : outputs) {
            letters.add(letter(output, cause));
        }
        return letters;
    }

    private Letter letter(DeploymentOutput output, RecordedDeploymentEvent cause) {
        if (output instanceof DeploymentOutput.RunFailed failed) {
            byte[] value = Letter.bytes(events, EventCodec.write(failed.envelope(), failed.payload()));
            return letter(NodeNames.FAILED_RUNS, failed.envelope().key().recordKey(), value, cause);
        }
        byte[] value = Letter.bytes(rejections, OutputCodec.write((DeploymentOutput.EventRejected) output));
        return letter(NodeNames.REJECTED_WORKER_EVENTS, cause.key().recordKey(), value, cause);
    }

    private static Letter letter(String sink, String recordKey, byte[] value, RecordedDeploymentEvent cause) {
        return new Letter(sink, new Record<>(recordKey.getBytes(StandardCharsets.UTF_8), value, cause.recordTimeMs()));
    }
}
