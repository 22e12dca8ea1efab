package io.sessionfold.engine.query;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in memory that knows how many of its iterators are open. */
final class MemoryStore implements ReadOnlyKeyValueStore<Bytes, byte[]> {

    private final NavigableMap<Bytes, byte[]> entries;
    private int open;

    MemoryStore(NavigableMap<Bytes, byte[]> entries) {
        this.entries = entries;
    }

    int open() {
        return open;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        open++;
        return new Entries(entries.subMap(from, true, to, true).entrySet().iterator());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        open++;
        return new Entries(entries.entrySet().iterator());
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    private final class Entries implements KeyValueIterator<Bytes, byte[]> {

        private final Iterator<Map.Entry<Bytes, byte[]>> rest;
        private Map.@Nullable Entry<Bytes, byte[]> head;

        Entries(Iterator<Map.Entry<Bytes, byte[]>> rest) {
            this.rest = rest;
            advance();
        }

        @Override
        public void close() {
            open--;
        }

        @Override
        public Bytes peekNextKey() {
            return head().getKey();
        }

        @Override
        public boolean hasNext() {
            return head != null;
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Map.Entry<Bytes, byte[]> next = head();
            advance();
            return KeyValue.pair(next.getKey(), next.getValue());
        }

        private Map.Entry<Bytes, byte[]> head() {
            if (head == null) {
                throw new NoSuchElementException();
            }
            return head;
        }

        private void advance() {
            head = rest.hasNext() ? rest.next() : null;
        }
    }
}
