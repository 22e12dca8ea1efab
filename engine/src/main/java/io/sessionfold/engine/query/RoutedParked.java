package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What is parked, asked of the owner of its session: here, or one hop away. */
public final class RoutedParked implements ParkedQuery {

    private final LocalStores stores;
    private final LocalParked local;
    private final Peers peers;

    public RoutedParked(LocalStores stores, LocalParked local, Peers peers) {
        this.stores = stores;
        this.local = local;
        this.peers = peers;
    }

    @Override
    public QueryResult<List<ParkedEvent>> find(SessionKey key) {
        try {
            return stores.owner(key.recordKey()) instanceof Ownership.Elsewhere other
                    ? peers.parked(other.instance(), key)
                    : local.find(key);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }
}
