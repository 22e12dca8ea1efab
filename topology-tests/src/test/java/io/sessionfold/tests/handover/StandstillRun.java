package io.sessionfold.tests.handover;

import io.sessionfold.engine.config.GroupProtocol;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.live.KafkaStack;
import io.sessionfold.tests.live.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures for how long the partitions of a healthy instance stand still when another one dies that was re-routing records to
 * them: its transaction is open there, and readers of committed records get nothing behind it until the broker aborts it.
 * The producer here hashes every key of the healthy partitions to a partition of the one that is killed.
 *
 * <pre>topology-tests/run handover.StandstillRun [rounds] [how often the broker looks for dead transactions, in ms]</pre>
 */
final class StandstillRun {

    private static final int KAFKAS_DEFAULT_MS = 10_000;
    private static final int WRITE_EVERY_MS = 5;
    private static final long NORMAL_SECONDS = 5;
    private static final long AFTER_SECONDS = 30;

    private final EngineCluster cluster;
    private final Instances instances;
    private final Admin admin;
    private int written;

    private StandstillRun(EngineCluster cluster, Instances instances, Admin admin) {
        this.cluster = cluster;
        this.instances = instances;
        this.admin = admin;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        String lookMs = args.length > 1 ? args[1] : Integer.toString(KAFKAS_DEFAULT_MS);
        System.out.println("The broker looks for dead transactions every " + lookMs + " ms");
        for (int round = 0; round < rounds; round++) {
            round(lookMs);
        }
        System.exit(0);
    }

    /** On a cluster of its own: whoever comes back owns nothing for a while. */
    private static void round(String lookMs) throws Exception {
        Case of = new Case(GroupProtocol.CLASSIC, 1, true);
        try (TestFolder folder = TestFolder.create();
                EngineCluster cluster = EngineCluster.on(stack(folder.path(), lookMs), folder.path());
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                Instances instances = new Instances(cluster, folder.path(), of)) {
            new ChatTraffic(cluster).write(0, 100);
            cluster.flush();
            instances.start("one");
            instances.start("two");
            instances.settle();
            new StandstillRun(cluster, instances, admin).round();
        }
    }

    private static KafkaStack stack(Path folder, String lookMs) {
        return KafkaStack.embedded(
                folder.resolve("stack"), Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", lookMs));
    }

    private void round() throws Exception {
        ServedProcess dies = instances.running().get(0);
        List<Integer> its = partitions(instances.owned(dies));
        List<Integer> healthy = partitions(instances.owned(instances.running().get(1)));
        if (its.isEmpty() || healthy.isEmpty()) {
            throw new AssertionError(
                    "Expected each instance to own partitions, but they own %s and %s".formatted(its, healthy));
        }
        Map<TopicPartition, Standstill> normally = standstills(healthy);
        observe(normally, NORMAL_SECONDS, its.get(0));
        Map<TopicPartition, Standstill> after = standstills(healthy);
        dies.kill();
        int code = dies.awaitEnd();
        observe(after, AFTER_SECONDS, its.get(0));
        System.out.printf(
                "%s ended with %d; of the other's partitions none stood still for longer than %d ms before, and %d ms after%n",
                dies.name(), code, longest(normally), longest(after));
        instances.gone(dies);
    }

    /** Writes to each of these partitions, astray and straight, and looks how far they can be read. */
    private void observe(Map<TopicPartition, Standstill> standstills, long seconds, int astray) throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < endNanos) {
            for (TopicPartition partition : standstills.keySet()) {
                write(astray, partition.partition());
                write(partition.partition(), partition.partition());
            }
            look(standstills);
            TimeUnit.MILLISECONDS.sleep(WRITE_EVERY_MS);
        }
        cluster.flush();
    }

    private void write(int to, int home) {
        String sessionKey;
        byte[] key;
        do {
            sessionKey = "moved-" + written++;
            key = (ChatTraffic.TENANT + '/' + sessionKey).getBytes(StandardCharsets.UTF_8);
        } while (BuiltInPartitioner.partitionForKey(key, EngineCluster.PARTITIONS) != home);
        cluster.send(to, key, cluster.framed(ChatTraffic.event(sessionKey, 0)));
    }

    private void look(Map<TopicPartition, Standstill> standstills) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        standstills.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> stable = ends(asked, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = ends(asked, IsolationLevel.READ_UNCOMMITTED);
        long nowNanos = System.nanoTime();
        standstills.forEach((partition, standstill) ->
                standstill.note(nowNanos, stable.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, OffsetSpec> asked, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<TopicPartition, Standstill> standstills(List<Integer> partitions) {
        Map<TopicPartition, Standstill> standstills = new HashMap<>();
        partitions.forEach(
                partition -> standstills.put(new TopicPartition(Topics.EVENTS, partition), new Standstill()));
        return standstills;
    }

    private static long longest(Map<TopicPartition, Standstill> standstills) {
        return standstills.values().stream()
                .mapToLong(Standstill::longestMs)
                .max()
                .orElse(0);
    }

    private static List<Integer> partitions(Set<String> sessionKeys) {
        List<Integer> partitions = new ArrayList<>();
        for (String sessionKey : sessionKeys) {
            byte[] key = (ChatTraffic.TENANT + '/' + sessionKey).getBytes(StandardCharsets.UTF_8);
            partitions.add(BuiltInPartitioner.partitionForKey(key, EngineCluster.PARTITIONS));
        }
        return partitions;
    }
}
