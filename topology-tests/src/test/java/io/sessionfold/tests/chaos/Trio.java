package io.sessionfold.tests.chaos;

import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.local.RegistryEndpoint;
import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.tests.load.Gateway;
import io.sessionfold.tests.load.LoadSettings;
import io.sessionfold.tests.load.Recorder;
import io.sessionfold.tests.load.Rest;
import io.sessionfold.tests.load.Seat;
import io.sessionfold.tests.load.Seats;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three brokers, three engines with a standby each, and a registry. Used by one thread. */
final class Trio implements AutoCloseable {

    static final String GROUP = "sessionfold";
    static final int PARTITIONS = 6;

    private static final List<String> ENGINES = List.of("one", "two", "three");

    private final Path folder;
    private final Brokers brokers;
    private final RegistryEndpoint registryEndpoint;
    private final Wire registryWire;
    private final Registry registry;
    private final Seats engines;

    private Trio(Path folder, Brokers brokers, RegistryEndpoint registryEndpoint) {
        this.folder = folder;
        this.brokers = brokers;
        this.registryEndpoint = registryEndpoint;
        this.registryWire = Wire.to(Integer.parseInt(
                registryEndpoint.url().substring(registryEndpoint.url().lastIndexOf(':') + 1)));
        this.registry = Registry.connect(List.of(registryEndpoint.url()), Map.of(), InstantSource.system());
        TopicSetup.ensure(settings());
        this.engines = new Seats(ENGINES.stream().map(this::engine).toList());
    }

    /** Starts the brokers and the registry, with no engine yet. */
    static Trio start(Path folder) throws InterruptedException {
        Brokers brokers = Brokers.start(folder, ENGINES);
        return new Trio(folder, brokers, RegistryEndpoint.start(folder.resolve("registry"), 0));
    }

    Brokers brokers() {
        return brokers;
    }

    Wire registryWire() {
        return registryWire;
    }

    Seats engines() {
        return engines;
    }

    Gateway gateway(Recorder recorder) {
        return new Gateway(brokers.addresses(), registry, recorder);
    }

    /** A reader of all that is committed; to be closed. */
    LiveTopics topics() {
        return new LiveTopics(brokers.addresses(), new WriterSchemas(registry, InstantSource.system()));
    }

    /** Waits until everything is folded, and reads it: what each engine shows of itself there. */
    List<String> readAll(LiveTopics topics) throws IOException, InterruptedException {
        return Rest.await(topics, brokers.admin(), GROUP, engines);
    }

    /** Everything that was published and is live, held against the log (INV-44, INV-46), from a checkpoint if that is chosen. */
    Report verified(CheckpointChoice from) {
        return new EngineVerification(settings()).run(EngineVerification.Question.everythingFrom(from));
    }

    /** Verifies everything, and writes a checkpoint of it. */
    EngineCheckpoint.Outcome checkpointed() {
        try (MemoryTables kept = new MemoryTables()) {
            return new EngineCheckpoint(settings(), InstantSource.system(), "test")
                    .write(new CheckpointChoice.Needed(), kept);
        }
    }

    @Override
    public void close() {
        engines.close();
        brokers.close();
        registryWire.close();
        registryEndpoint.close();
    }

    private Seat engine(String name) {
        Map<String, String> flags = new HashMap<>(LoadSettings.of(flags(), folder));
        flags.put(SettingNames.BOOTSTRAP_SERVERS, brokers.addresses(name));
        flags.put(SettingNames.REGISTRY_URL, "http://127.0.0.1:" + registryWire.port());
        return Seat.of(name, folder, flags);
    }

    private Settings settings() {
        return Settings.of(flags());
    }

    private Map<String, String> flags() {
        return Map.of(
                SettingNames.BOOTSTRAP_SERVERS, brokers.addresses(),
                SettingNames.REGISTRY_URL, registryEndpoint.url(),
                SettingNames.STATE_DIR, folder.resolve("state").toString(),
                SettingNames.PARTITIONS, Integer.toString(PARTITIONS),
                SettingNames.REPLICATION_FACTOR, "3");
    }
}
