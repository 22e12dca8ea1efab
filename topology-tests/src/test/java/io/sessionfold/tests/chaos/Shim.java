package io.sessionfold.tests.chaos;

import io.sessionfold.tests.load.Seat;
import io.sessionfold.tests.load.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands between one process and the C library: moves the wall clock of all that runs in it, also of Kafka's own clients,
 * and makes its disk slow, at any moment. It is made of {@code chaos/shim.c} when it is needed, with the machine's C
 * compiler. Used by one thread.
 */
final class Shim {

    private static final int PAGE_BYTES = 16;
    private static final int AHEAD_AT = 0;
    private static final int LONGER_AT = 8;

    private final Path page;
    private final Path library;
    private final MappedByteBuffer shared;

    private Shim(Path page, Path library, MappedByteBuffer shared) {
        this.page = page;
        this.library = library;
        this.shared = shared;
    }

    /** Why there can be none on this machine; empty if there can. */
    static Optional<String> obstacle() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("this is not Linux, whose way to load a library first it takes");
        }
        return Commands.works("cc", "--version") ? Optional.empty() : Optional.of("there is no C compiler named cc");
    }

    /** Makes one for the processes of an instance; it changes nothing yet. */
    static Shim of(Seat engine) throws InterruptedException {
        try {
            Path folder = Files.createDirectories(engine.stateFolder().resolveSibling("shim-" + engine.name()));
            Path source = folder.resolve("shim.c");
            Path library = folder.resolve("shim.so");
            if (!Files.exists(library)) {
                try (InputStream text = Objects.requireNonNull(Shim.class.getResourceAsStream("/chaos/shim.c"))) {
                    Files.write(source, text.readAllBytes());
                }
                Commands.run("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl");
            }
            Path page = folder.resolve("page");
            Files.write(page, new byte[PAGE_BYTES]);
            try (RandomAccessFile file = new RandomAccessFile(page.toFile(), "rw")) {
                MappedByteBuffer shared = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, PAGE_BYTES);
                shared.order(ByteOrder.nativeOrder());
                return new Shim(page, library, shared);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a shim for engine " + engine.name(), e);
        }
    }

    /** The surroundings of a process that it stands before; its slow disk is what lies in this folder. */
    Surroundings before(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder " + folder, e);
        }
        return new Surroundings(
                List.of(),
                Map.of(
                        "LD_PRELOAD", library.toString(),
                        "SHIM_PAGE", page.toString(),
                        "SHIM_FOLDER", folder.toString()),
                Map.of());
    }

    /** From now on the wall clock is so far ahead; behind if it is negative. */
    void moveClock(Duration ahead) {
        shared.putLong(AHEAD_AT, ahead.toMillis());
    }

    /** From now on whatever is done to a file takes longer by this. */
    void slowDown(Duration each) {
        shared.putLong(LONGER_AT, each.toNanos() / 1_000);
    }
}
