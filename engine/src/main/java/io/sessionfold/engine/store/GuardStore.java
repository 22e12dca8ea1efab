package io.sessionfold.engine.store;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The retry guards of one task: in memory, with a changelog, so that they survive a restart and a rebalance, and an
 * aborted batch takes them back with everything else (INV-9).
 */
public final class GuardStore implements GuardReader, GuardWriter {

    private final KeyValueStore<Bytes, byte[]> store;
    private final GuardCodec codec;

    public GuardStore(KeyValueStore<Bytes, byte[]> store, GuardCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public RetryGuards find(SessionKey key) {
        byte[] value = store.get(StoredKeys.bytes(key));
        return value == null ? RetryGuards.NONE : codec.decode(value);
    }

    @Override
    public void put(SessionKey key, RetryGuards guards) {
        if (guards.byKey().isEmpty()) {
            store.delete(StoredKeys.bytes(key));
        } else {
            store.put(StoredKeys.bytes(key), codec.encode(guards));
        }
    }
}
