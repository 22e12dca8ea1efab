package io.sessionfold.tests.chaos;

import io.sessionfold.tests.load.Seat;
import io.sessionfold.tests.load.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disk of its own for the stores of one instance, small enough to be filled: a tmpfs that only its process sees, and that
 * is gone when the process is. Needs no rights where users may have name spaces. Used by one thread.
 */
final class SmallDisk {

    private static final String BYTES = "256m";
    private static final String MOUNT = "mount -t tmpfs -o size=" + BYTES + " tmpfs \"$0\" && exec \"$@\"";
    private static final int BLOCK_BYTES = 4096;

    /** Little enough that stores go to the disk while there is a load. */
    private static final Map<String, String> HASTY = Map.of("rocksdb.memory.bytes", Long.toString(16L << 20));

    private final Seat engine;

    SmallDisk(Seat engine) {
        this.engine = engine;
    }

    /** Why there can be none on this machine; empty if there can. */
    static Optional<String> obstacle() {
        return Commands.works("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /tmp")
                ? Optional.empty()
                : Optional.of("a process cannot have a file system of its own here (unshare -rm, mount -t tmpfs)");
    }

    /** The surroundings of a process that has it. */
    Surroundings surroundings() {
        Path folder = engine.stateFolder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder " + folder, e);
        }
        return new Surroundings(List.of("unshare", "-rm", "sh", "-c", MOUNT, folder.toString()), Map.of(), HASTY);
    }

    /** Leaves not one byte. */
    void fill() {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw new UncheckedIOException("Expected the disk to be filled to its end", e);
            }
        }
    }

    /** There is room again. */
    void makeRoom() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected room to be made", e);
        }
    }

    /** As its process sees it. */
    private Path ballast() {
        return Path.of("/proc/" + engine.pid() + "/root" + engine.stateFolder().resolve("ballast"));
    }
}
