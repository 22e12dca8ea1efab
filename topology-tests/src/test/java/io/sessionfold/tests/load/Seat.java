package io.sessionfold.tests.load;

import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The place of one instance: an address, a folder, settings, and now and then a process. Used by one thread. */
public final class Seat implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final String name;
    private final int port;
    private final Path folder;
    private final Map<String, String> flags;
    private @Nullable Process process;

    private Seat(String name, int port, Path folder, Map<String, String> flags) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.flags = flags;
    }

    /** A place with a free port, and nobody on it yet. */
    public static Seat of(String name, Path folder, Map<String, String> flags) {
        int port = FreePorts.next();
        Map<String, String> all = new TreeMap<>(flags);
        all.put("http.host", HOST);
        all.put("http.port", Integer.toString(port));
        all.put("http.advertised", HOST + ':' + port);
        Seat seat = new Seat(name, port, folder, all);
        all.put("state.dir", seat.stateFolder().toString());
        return seat;
    }

    public String name() {
        return name;
    }

    /** What is asked of the instance, at a path with its query. */
    public URI uri(String path) {
        return URI.create("http://" + HOST + ':' + port + path);
    }

    /** Starts the instance, and does not wait for it. */
    public void start() {
        start(Surroundings.PLAIN);
    }

    /** Starts the instance in other surroundings than it is used to, and does not wait for it. */
    public void start(Surroundings surroundings) {
        List<String> command = new ArrayList<>(surroundings.before());
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedEngine.class.getName()));
        Map<String, String> all = new TreeMap<>(flags);
        all.putAll(surroundings.settings());
        all.forEach((setting, value) -> command.add(setting + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log-" + name).toFile()));
        builder.environment().putAll(surroundings.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a process of an instance to start", e);
        }
    }

    /** Kills the instance with SIGKILL, in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Lets the instance leave in order. */
    public void leave() throws InterruptedException {
        if (process != null) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException("Expected instance " + name + " to be there", e);
            }
            process.waitFor();
        }
    }

    /** Where its stores lie. */
    public Path stateFolder() {
        return folder.resolve("state-" + name);
    }

    /** The id of its process. */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Expected instance " + name + " to be there, but it was never started");
        }
        return process.pid();
    }

    /** Whether there is a process; one that ended by itself is none. */
    public boolean isTaken() {
        return process != null && process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
