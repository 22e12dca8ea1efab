package io.sessionfold.engine.topology;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** The two ends of every sub-topology. What passes through them is bytes: a record that cannot be read stops nothing. */
final class Nodes {

    private Nodes() {}

    /** Reads a topic from its beginning. */
    static void source(Topology topology, String node, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                node,
                new EventTimes(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    /** Writes to a topic. No partitioner anywhere: Kafka's own murmur2 of the key decides. */
    static void sink(Topology topology, String node, String topic, String processor) {
        topology.addSink(node, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }
}
