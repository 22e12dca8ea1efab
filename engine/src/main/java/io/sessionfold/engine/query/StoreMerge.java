package io.sessionfold.engine.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A k-way merge of one range scan per partition, in the order of the stored keys. */
final class StoreMerge implements AutoCloseable {

    private final List<KeyValueIterator<Bytes, byte[]>> opened = new ArrayList<>();
    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparing(head -> head.scan().peekNextKey()));

    /** A scan that has a next key. */
    private record Head(int partition, KeyValueIterator<Bytes, byte[]> scan) {}

    /** @param scan opens the scan of a partition */
    StoreMerge(Collection<Integer> partitions, IntFunction<KeyValueIterator<Bytes, byte[]>> scan) {
        try {
            for (int partition : partitions) {
                KeyValueIterator<Bytes, byte[]> entries = scan.apply(partition);
                opened.add(entries);
                offer(new Head(partition, entries));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    boolean hasNext() {
        return !heads.isEmpty();
    }

    /** Whose the next entry is. */
    int partition() {
        return heads.element().partition();
    }

    KeyValue<Bytes, byte[]> next() {
        Head head = heads.remove();
        KeyValue<Bytes, byte[]> next = head.scan().next();
        offer(head);
        return next;
    }

    @Override
    public void close() {
        opened.forEach(KeyValueIterator::close);
    }

    private void offer(Head head) {
        if (head.scan().hasNext()) {
            heads.add(head);
        }
    }
}
