package io.sessionfold.tests.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** Three brokers that hold everything three times, two of them at least. Used by one thread. */
final class Brokers implements AutoCloseable {

    private static final int NUMBER = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<BrokerSeat> seats = new ArrayList<>();
    private final Admin admin;

    private Brokers(Path folder, List<String> engines) {
        for (int id = 1; id <= NUMBER; id++) {
            seats.add(new BrokerSeat(id, folder.resolve("broker-" + id), engines));
        }
        this.admin = Admin.create(Map.of("bootstrap.servers", addresses()));
    }

    /** Formats and starts them, and waits until all are there. */
    static Brokers start(Path folder, List<String> engines) throws InterruptedException {
        Brokers brokers = new Brokers(folder, engines);
        String voters = brokers.seats.stream().map(BrokerSeat::voter).collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        for (BrokerSeat seat : brokers.seats) {
            seat.format(clusterId, voters);
        }
        brokers.seats.forEach(BrokerSeat::start);
        brokers.awaitWhole();
        return brokers;
    }

    List<BrokerSeat> seats() {
        return seats;
    }

    Admin admin() {
        return admin;
    }

    /** Where the tests come in. */
    String addresses() {
        return seats.stream().map(BrokerSeat::address).collect(Collectors.joining(","));
    }

    /** Where an engine comes in. */
    String addresses(String engine) {
        return seats.stream().map(seat -> seat.address(engine)).collect(Collectors.joining(","));
    }

    /** Nothing of an engine gets through any more. */
    void cut(String engine) {
        seats.forEach(seat -> seat.wire(engine).cut());
    }

    void mend(String engine) {
        seats.forEach(seat -> seat.wire(engine).mend());
    }

    /** The broker on which the transactions of some engine are coordinated; empty if there are none. */
    Optional<BrokerSeat> coordinator(String group) {
        Collection<TransactionListing> transactions =
                answer(admin.listTransactions().all());
        List<String> ids = transactions.stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(group + '-'))
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        int broker = answer(admin.describeTransactions(List.of(ids.get(0))).description(ids.get(0)))
                .coordinatorId();
        return seats.stream().filter(seat -> seat.id() == broker).findFirst();
    }

    /** Waits until every broker is there and has everything. */
    void awaitWhole() {
        Awaitility.await("every broker has everything")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(this::isWhole);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        seats.forEach(BrokerSeat::close);
    }

    private boolean isWhole() {
        return answer(admin.describeCluster().nodes()).size() == NUMBER
                && answer(admin.describeTopics(answer(admin.listTopics().names()))
                                .allTopicNames())
                        .values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(Brokers::isWhole);
    }

    private static boolean isWhole(TopicPartitionInfo partition) {
        return partition.isr().size() == partition.replicas().size() && partition.leader() != null;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("Expected the brokers to answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the brokers were asked", e);
        }
    }
}
