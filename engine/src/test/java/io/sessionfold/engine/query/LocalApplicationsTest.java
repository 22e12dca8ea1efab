package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationChange;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.application.ApplicationStatus;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecentEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LocalApplicationsTest {

    private static final ApplicationKey KEY = new ApplicationKey("acme", "notebook");
    private static final ApplicationBody BODY =
            new ApplicationBody("Notebook", ApplicationStatus.INSTALLED, 1, true, null, null, null, null, null, 0);

    private final NavigableMap<Bytes, byte[]> kept = new TreeMap<>();

    @Test
    void anApplicationIsFoundWithItsRow() {
        keep(BODY);

        assertThat(ask(new Ownership.Here(0)))
                .isEqualTo(new QueryResult.Found<>(new ApplicationRow(
                        KEY, BODY, 3, new ApplicationChange("e-1", 2_000, 2), new Position("t", 0, 7))));
    }

    @Test
    void oneThatNobodyAskedForIsNotFound() {
        assertThat(ask(new Ownership.Here(0))).isEqualTo(new QueryResult.NotFound<>());
        keep(null);
        assertThat(ask(new Ownership.Here(0))).isEqualTo(new QueryResult.NotFound<>());
    }

    @Test
    @DisplayName("INV-41: whoever does not own an application never says that it is not there")
    void anotherInstancesApplicationIsNotReadyHere() {
        assertThat(ask(new Ownership.Elsewhere("other:8480"))).isInstanceOf(QueryResult.NotReady.class);
        assertThat(ask(new Ownership.Nobody("starting"))).isInstanceOf(QueryResult.NotReady.class);
        // Partition 1 is moving away.
        assertThat(ask(new Ownership.Here(1))).isInstanceOf(QueryResult.NotReady.class);
    }

    private QueryResult<ApplicationRow> ask(Ownership owner) {
        return new LocalApplications(new ApplicationStores() {
                    @Override
                    public Ownership applicationOwner(String recordKey) {
                        return owner;
                    }

                    @Override
                    public List<Integer> applicationPartitions() {
                        return List.of(0);
                    }

                    @Override
                    public List<Ownership> applicationOwners() {
                        return List.of(new Ownership.Here(0));
                    }

                    @Override
                    public ReadOnlyKeyValueStore<Bytes, byte[]> applications(int partition) {
                        if (partition != 0) {
                            throw new InvalidStateStoreException("partition " + partition + " is moving");
                        }
                        return new MemoryStore(kept);
                    }
                })
                .find(KEY);
    }

    private void keep(@Nullable ApplicationBody body) {
        Application application = new Application(
                KEY,
                body,
                RecentEvents.NONE,
                3,
                body == null ? null : new ApplicationChange("e-1", 2_000, 2),
                new Position("t", 0, 7),
                2);
        kept.put(
                Bytes.wrap("acme/notebook".getBytes(StandardCharsets.UTF_8)),
                new ApplicationCodec().encode(application));
    }
}
