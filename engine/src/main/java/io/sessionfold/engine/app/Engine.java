package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.query.CopyHistories;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.RestoreProgress;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.FoldListeners;
import io.sessionfold.engine.topology.FoldWatch;
import io.sessionfold.engine.topology.PollLeases;
import io.sessionfold.engine.topology.SessionTopology;
import io.sessionfold.engine.topology.TopologySettings;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.RegistryUnavailableException;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance of the engine: topics checked, schemas registered, the topology folding. */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final Registry registry;
    private final WriterSchemas writerSchemas;
    private final FoldListeners listeners;
    private final CopyHistories copies;
    private final RestoreProgress restores;
    private final LogIdentity log;
    private final int partitions;

    private Engine(
            KafkaStreams streams,
            Registry registry,
            WriterSchemas writerSchemas,
            FoldListeners listeners,
            CopyHistories copies,
            RestoreProgress restores,
            LogIdentity log,
            int partitions) {
        this.streams = streams;
        this.registry = registry;
        this.writerSchemas = writerSchemas;
        this.listeners = listeners;
        this.copies = copies;
        this.restores = restores;
        this.log = log;
        this.partitions = partitions;
    }

    /** Starts an instance on the machine's clock; it folds as soon as its tasks are assigned and restored. */
    public static Engine start(Settings settings) {
        return start(settings, InstantSource.system());
    }

    /**
     * Starts an instance.
     *
     * @param clock what the timer takes for now; the fold never asks it
     */
    public static Engine start(Settings settings, InstantSource clock) {
        return start(settings, clock, FoldVersions.KNOWN);
    }

    /**
     * Starts an instance that knows these meanings of a history.
     *
     * @param clock what the timer takes for now; the fold never asks it
     */
    public static Engine start(Settings settings, InstantSource clock, FoldVersions folds) {
        AccessCheck.mustAllow(settings);
        TopicSetup.Checked topics = TopicSetup.ensure(settings, folds);
        int partitions = topics.partitions();
        Registry registry = Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), clock);
        WriterSchemas writerSchemas =
                new WriterSchemas(registry, clock, settings.streams().stateDir().resolve("schemas"));
        FoldListeners listeners = new FoldListeners(new FoldWatch(), new PollLeases(clock));
        SessionTopology wiring = new SessionTopology(
                topologySettings(settings, folds, partitions),
                registry,
                writerSchemas,
                clock,
                settings.registry().autoRegister(),
                listeners);
        registerSchemas(wiring);
        Properties properties = StreamsProperties.of(settings);
        Topology topology = wiring.build();
        KafkaStreams streams = new KafkaStreams(topology, properties, new SteadyTime());
        streams.setUncaughtExceptionHandler(new ThreadRecovery());
        CopyHistories copies = new CopyHistories();
        streams.setStandbyUpdateListener(copies);
        RestoreProgress restores = new RestoreProgress(copies);
        streams.setGlobalStateRestoreListener(restores);
        streams.start();
        return new Engine(streams, registry, writerSchemas, listeners, copies, restores, topics.log(), partitions);
    }

    public KafkaStreams streams() {
        return streams;
    }

    public Registry registry() {
        return registry;
    }

    public WriterSchemas writerSchemas() {
        return writerSchemas;
    }

    /** What is known of this instance's fold beside its stores. */
    public FoldListeners listeners() {
        return listeners;
    }

    /** How fresh its copies are. */
    public CopyHistories copies() {
        return copies;
    }

    /** How its stores get back what they had. */
    public RestoreProgress restores() {
        return restores;
    }

    /** Which log this instance folds. */
    public LogIdentity log() {
        return log;
    }

    /** The partition count of the topics that follow the record key. */
    public int partitions() {
        return partitions;
    }

    /** Leaves the group, so that others take over at once, and closes the stores cleanly, so that they need no restore. */
    @Override
    public void close() {
        boolean isClosed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_PATIENCE));
        if (isClosed) {
            LOG.info("The group is left: what was folded is committed, and the stores are closed");
        } else {
            LOG.atWarn()
                    .addKeyValue("patience", CLOSE_PATIENCE)
                    .log("The fold did not end in time: what is not committed is folded again, by whoever takes over");
        }
    }

    /** A registry that refuses ends the start; one that is away does not: reads need it for nothing that is known already. */
    private static void registerSchemas(SessionTopology wiring) {
        try {
            wiring.registerSchemas();
        } catch (RegistryUnavailableException away) {
            LOG.atWarn().log("{}; it is asked again when the first record goes out", away.getMessage());
        }
    }

    private static TopologySettings topologySettings(Settings settings, FoldVersions folds, int partitions) {
        return new TopologySettings(
                folds,
                partitions,
                settings.streams().sessionsCacheBytes() > 0,
                settings.timer().tickMs(),
                settings.timer().lapsesPerTick());
    }
}
