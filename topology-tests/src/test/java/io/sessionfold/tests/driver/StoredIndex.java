package io.sessionfold.tests.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.IndexEntries;
import io.sessionfold.engine.store.SessionIndex;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The index of the sessions as an engine keeps it, step by step, held against the one that is made of the rows. */
public final class StoredIndex {

    private StoredIndex() {}

    /** INV-7: between two events, the index says what the rows say, no less and no more. */
    public static void mustAgree(ReadOnlyKeyValueStore<Bytes, byte[]> index, SortedMap<SessionKey, Session> sessions) {
        SortedSet<Bytes> made = new TreeSet<>();
        sessions.forEach((key, session) ->
                IndexEntries.of(session).forEach(entry -> made.add(SessionIndex.keyBytes(key, entry))));
        SortedSet<Bytes> kept = new TreeSet<>();
        try (KeyValueIterator<Bytes, byte[]> all = index.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                kept.add(next.key);
            }
        }
        assertThat(kept).as("the index of %s sessions", sessions.size()).isEqualTo(made);
    }
}
