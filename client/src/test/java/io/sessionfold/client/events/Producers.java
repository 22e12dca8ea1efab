package io.sessionfold.client.events;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Doubles of a producer on an events topic of 24 partitions. */
final class Producers {

    private static final int PARTITIONS = 24;

    private Producers() {}

    /** A producer whose events, framed against the mock registry "lost-runs", come to a list. */
    static Producer<byte[], byte[]> recording(List<LifecycleEvent> written) {
        Registry registry = Registry.mock("lost-runs");
        return new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                written.add(decoded(registry, record));
                return super.send(record, callback);
            }
        };
    }

    static LifecycleEvent decoded(Registry registry, ProducerRecord<byte[], byte[]> record) {
        RecordReader<LifecycleEvent> reader =
                new RecordReader<>(LifecycleEvent.class, new WriterSchemas(registry, InstantSource.system()));
        return ((Decoded.Value<LifecycleEvent>) reader.read(record.topic(), record.partition(), 0, record.value()))
                .value();
    }

    static Cluster cluster() {
        Node node = new Node(0, "localhost", 9092);
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition ->
                        new PartitionInfo(SessionEvents.TOPIC, partition, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
