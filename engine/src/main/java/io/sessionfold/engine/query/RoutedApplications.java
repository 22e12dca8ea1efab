package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The applications of all instances, from any of them: the owner answers, here or one hop away. */
public final class RoutedApplications implements ApplicationQuery {

    private static final String HERE = "";

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

    /** Each partition is asked of its owner; if one has none there is no list, because one with a gap would be wrong. */
    @Override
    public QueryResult<ApplicationPage> list(String tenantId, @Nullable String after, int limit) {
        SortedMap<String, List<Integer>> byOwner = new TreeMap<>();
        try {
            List<Ownership> owners = stores.applicationOwners();
            if (owners.isEmpty()) {
                return NotReadyReasons.starting();
            }
            for (int partition = 0; partition < owners.size(); partition++) {
                Ownership owner = owners.get(partition);
                if (owner instanceof Ownership.Nobody) {
                    return NotReadyReasons.of(owner);
                }
                String instance = owner instanceof Ownership.Elsewhere other ? other.instance() : HERE;
                byOwner.computeIfAbsent(instance, ignored -> new ArrayList<>()).add(partition);
            }
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
        List<ApplicationPart> parts = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> owned : byOwner.entrySet()) {
            QueryResult<ApplicationPart> part = owned.getKey().equals(HERE)
                    ? local.part(tenantId, after, limit, owned.getValue())
                    : peers.applications(owned.getKey(), tenantId, after, limit, owned.getValue());
            if (!(part instanceof QueryResult.Found<ApplicationPart> found)) {
                return part.map(ignored -> new ApplicationPage(List.of(), null));
            }
            parts.add(found.value());
        }
        return new QueryResult.Found<>(page(parts, limit));
    }

    private static ApplicationPage page(List<ApplicationPart> parts, int limit) {
        ListMerge<Application> merged = ListMerge.of(
                parts.stream().flatMap(part -> part.applications().stream()),
                application -> application.key().applicationId(),
                parts.stream().map(ApplicationPart::next),
                limit);
        List<ApplicationRow> rows = new ArrayList<>(merged.page().size());
        merged.page().forEach(application -> ApplicationRow.of(application).ifPresent(rows::add));
        return new ApplicationPage(rows, merged.next());
    }
}
