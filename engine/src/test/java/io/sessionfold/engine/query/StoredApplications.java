package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationChange;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationStatus;
import io.sessionfold.engine.application.Icon;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecentEvents;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Applications of a few partitions in memory. */
public final class StoredApplications implements ApplicationStores {

    private final List<NavigableMap<Bytes, byte[]>> applications = new ArrayList<>();
    private final Map<String, Ownership> owners = new HashMap<>();
    private final Set<Integer> elsewhere = new TreeSet<>();
    private boolean moving;

    public StoredApplications(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            applications.add(new TreeMap<>());
        }
    }

    /** An installed application with a manifest, and perhaps a picture. */
    public static ApplicationBody installed(String name, byte @Nullable [] icon, @Nullable String iconMediaType) {
        return new ApplicationBody(
                name,
                ApplicationStatus.INSTALLED,
                1,
                true,
                null,
                null,
                "kind: Deployment",
                icon == null ? null : Icon.of(icon),
                iconMediaType,
                0);
    }

    /** Keeps an application; without a body, one of which only refusals are remembered. */
    public StoredApplications with(int partition, ApplicationKey key, @Nullable ApplicationBody body) {
        Application application = new Application(
                key,
                body,
                RecentEvents.NONE,
                3,
                body == null ? null : new ApplicationChange("e-1", 2_000, 2),
                new Position(Topics.APPLICATION_EVENTS, partition, 7),
                2);
        applications
                .get(partition)
                .put(
                        Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8)),
                        new ApplicationCodec().encode(application));
        owners.put(key.recordKey(), new Ownership.Here(partition));
        return this;
    }

    /** The queries over these applications; the other instance, if there is one, does not answer. */
    public ApplicationQuery query() {
        LocalApplications none = new LocalApplications(new StoredApplications(0));
        return new RoutedApplications(this, new LocalApplications(this), new OnePeer("other:8480", none));
    }

    /** The same applications in stores of another instance, which move on their own. */
    public StoredApplications copy() {
        StoredApplications same = new StoredApplications(0);
        same.applications.addAll(applications);
        same.owners.putAll(owners);
        return same;
    }

    /** From now on another instance has a partition. */
    public StoredApplications share(int partition) {
        elsewhere.add(partition);
        return this;
    }

    /** From now on every store throws, as Kafka's do while they move away. */
    public void move() {
        moving = true;
    }

    @Override
    public Ownership applicationOwner(String recordKey) {
        return owners.getOrDefault(recordKey, new Ownership.Here(0));
    }

    @Override
    public List<Integer> applicationPartitions() {
        List<Integer> partitions = new ArrayList<>();
        for (int partition = 0; partition < applications.size(); partition++) {
            if (!elsewhere.contains(partition)) {
                partitions.add(partition);
            }
        }
        return partitions;
    }

    @Override
    public List<Ownership> applicationOwners() {
        List<Ownership> all = new ArrayList<>();
        for (int partition = 0; partition < applications.size(); partition++) {
            all.add(
                    elsewhere.contains(partition)
                            ? new Ownership.Elsewhere("other:8480")
                            : new Ownership.Here(partition));
        }
        return all;
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> applications(int partition) {
        if (moving) {
            throw new InvalidStateStoreException("partition " + partition + " is moving");
        }
        return new MemoryStore(applications.get(partition));
    }
}
