package io.sessionfold.engine.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Lists and counts over all instances: each partition is asked of exactly one, its owner; where that one does not answer,
 * of a copy, which says so. If a partition has neither there is no answer: a list with a gap would be a wrong one.
 */
final class RoutedLists implements AutoCloseable {

    private static final String HERE = "";

    /** Lists at a time, each over a few instances. */
    private static final int THREADS = 32;

    private final LocalStores stores;
    private final LocalParts local;
    private final Peers peers;
    private final ExecutorService asking = Executors.newFixedThreadPool(THREADS, runnable -> {
        Thread thread = new Thread(runnable, "sessionfold-lists");
        thread.setDaemon(true);
        return thread;
    });

    RoutedLists(LocalStores stores, LocalParts local, Peers peers) {
        this.stores = stores;
        this.local = local;
        this.peers = peers;
    }

    /** Who is asked for which partitions; the empty address is this instance. */
    private record Asked(String instance, PartWish wish) {}

    /** The parts of all partitions; of a list each may end early, of a count none does. */
    QueryResult<List<PartRead>> read(PartWish wish) {
        List<Placement> placements;
        try {
            placements = stores.placements();
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
        Map<String, List<Integer>> owners = new HashMap<>();
        placements.forEach(placement -> owners.computeIfAbsent(owner(placement), ignored -> new ArrayList<>())
                .add(placement.partition()));
        List<Asked> asked = new ArrayList<>();
        owners.forEach((instance, partitions) -> asked.add(new Asked(instance, wish.of(partitions, false))));
        List<PartRead> parts = new ArrayList<>();
        for (CompletableFuture<QueryResult<List<PartRead>>> answer : asked.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> withCopies(one, placements), asking))
                .toList()) {
            QueryResult<List<PartRead>> read = answer.join();
            if (!(read instanceof QueryResult.Found<List<PartRead>> found)) {
                return read;
            }
            parts.addAll(found.value());
        }
        return new QueryResult.Found<>(parts);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    private static String owner(Placement placement) {
        return placement.owner() instanceof Ownership.Elsewhere other ? other.instance() : HERE;
    }

    private QueryResult<List<PartRead>> withCopies(Asked asked, List<Placement> placements) {
        QueryResult<List<PartRead>> owned = ask(asked);
        if (!(owned instanceof QueryResult.NotReady<List<PartRead>>)) {
            return owned;
        }
        List<PartRead> parts = new ArrayList<>();
        for (int partition : asked.wish().partitions()) {
            Optional<List<PartRead>> copy = copy(asked.wish().of(List.of(partition), true), placements.get(partition));
            if (copy.isEmpty()) {
                return owned;
            }
            parts.addAll(copy.get());
        }
        return new QueryResult.Found<>(parts);
    }

    /** A copy's part: the own copy's first, then one other's. */
    private Optional<List<PartRead>> copy(PartWish wish, Placement placement) {
        if (ask(new Asked(HERE, wish)) instanceof QueryResult.Found<List<PartRead>> own) {
            return Optional.of(own.value());
        }
        return placement.copies().stream()
                .limit(1)
                .map(instance -> ask(new Asked(instance, wish)))
                .filter(QueryResult.Found.class::isInstance)
                .map(found -> ((QueryResult.Found<List<PartRead>>) found).value())
                .findFirst();
    }

    private QueryResult<List<PartRead>> ask(Asked asked) {
        List<PartRead> parts = new ArrayList<>();
        PartWish wish = asked.wish();
        while (true) {
            QueryResult<PartRead> read =
                    asked.instance().equals(HERE) ? local.read(wish) : peers.part(asked.instance(), wish);
            if (!(read instanceof QueryResult.Found<PartRead> found)) {
                return read.map(List::of);
            }
            parts.add(found.value());
            Cursor cursor = found.value().part().cursor();
            if (!wish.isCount() || cursor == null) {
                return new QueryResult.Found<>(parts);
            }
            wish = wish.from(cursor);
        }
    }
}
