package io.sessionfold.engine.query;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The applications of all instances, from any of them: the owner answers, here or one hop away. */
public final class RoutedApplications implements ApplicationQuery {

    private final ApplicationStores stores;
    private final LocalApplications local;
    private final Peers peers;

    public RoutedApplications(ApplicationStores stores, LocalApplications local, Peers peers) {
        this.stores = stores;
        this.local = local;
        this.peers = peers;
    }

    @Override
    public QueryResult<ApplicationRow> find(ApplicationKey key) {
        try {
            return stores.applicationOwner(key.recordKey()) instanceof Ownership.Elsewhere other
                    ? LocalApplications.row(peers.application(other.instance(), key))
                    : local.find(key);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    /** This instance's own list: only one that has every partition can tell all of them. */
    @Override
    public QueryResult<ApplicationPage> list(String tenantId, @Nullable String after, int limit) {
        return local.list(tenantId, after, limit);
    }
}
