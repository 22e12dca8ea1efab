package io.sessionfold.tests.chaos;

import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The place of one broker, which is a controller too: its ports, its folder, and now and then a process. Used by one thread. */
final class BrokerSeat implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String DIRECT = "DIRECT";

    private final int id;
    private final Path folder;
    private final int directPort;
    private final int controllerPort;

    /** Each engine comes in by a door of its own, at the end of a wire of its own. */
    private final Map<String, Integer> doors = new TreeMap<>();

    private final Map<String, Wire> wires = new TreeMap<>();
    private @Nullable Process process;

    BrokerSeat(int id, Path folder, List<String> engines) {
        this.id = id;
        this.folder = folder;
        this.directPort = FreePorts.next();
        this.controllerPort = FreePorts.next();
        for (String engine : engines) {
            int port = FreePorts.next();
            doors.put(engine, port);
            wires.put(engine, Wire.to(port));
        }
    }

    int id() {
        return id;
    }

    /** Where the tests come in. */
    String address() {
        return HOST + ':' + directPort;
    }

    /** Where an engine comes in. */
    String address(String engine) {
        return HOST + ':' + wire(engine).port();
    }

    /** The connections of one engine. */
    Wire wire(String engine) {
        Wire wire = wires.get(engine);
        if (wire == null) {
            throw new IllegalArgumentException("Expected a wire of " + engine + ", but there are " + wires.keySet());
        }
        return wire;
    }

    /** As a voter of the controllers. */
    String voter() {
        return id + "@" + HOST + ':' + controllerPort;
    }

    /** Makes its folder. */
    void format(String clusterId, String voters) throws InterruptedException {
        try {
            Files.createDirectories(folder);
            Files.writeString(properties(), text(voters));
            Process tool = java(
                    List.of("-Xmx64m"),
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    clusterId,
                    "-c",
                    properties().toString());
            if (tool.waitFor() != 0) {
                throw new AssertionError("Expected broker %d to be formatted; see %s".formatted(id, log()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder for broker " + id, e);
        }
    }

    /** Starts the broker, and does not wait for it. */
    void start() {
        process = java(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                "kafka.Kafka",
                properties().toString());
    }

    /** Kills it with SIGKILL. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        wires.values().forEach(Wire::close);
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Process java(List<String> options, String main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(args));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a process of broker " + id + " to start", e);
        }
    }

    /** What is acknowledged is on two brokers; a broker that is gone is missed soon. */
    private String text(String voters) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(id));
        settings.put("controller.quorum.voters", voters);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", DIRECT);
        settings.put("log.dirs", folder.resolve("data").toString());
        settings.put(
                "listeners",
                DIRECT + "://" + address() + ",CONTROLLER://" + HOST + ':' + controllerPort + listeners(doors));
        settings.put(
                "advertised.listeners",
                DIRECT + "://" + address()
                        + listeners(wires.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        wire -> wire.getValue().port()))));
        settings.put(
                "listener.security.protocol.map",
                DIRECT + ":PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + doors.keySet().stream()
                                .map(engine -> "," + listener(engine) + ":PLAINTEXT")
                                .collect(Collectors.joining()));
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "3");
        settings.put("min.insync.replicas", "2");
        settings.put("offsets.topic.replication.factor", "3");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "3");
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "3");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.min.session.timeout.ms", "1000");
        settings.put("group.streams.session.timeout.ms", "10000");
        settings.put("group.streams.min.heartbeat.interval.ms", "100");
        settings.put("group.streams.heartbeat.interval.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("replica.lag.time.max.ms", "5000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(2 << 20));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String listeners(Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .map(port -> "," + listener(port.getKey()) + "://" + HOST + ':' + port.getValue())
                .collect(Collectors.joining());
    }

    private static String listener(String engine) {
        return "FOR_" + engine.toUpperCase(Locale.ROOT);
    }
}
