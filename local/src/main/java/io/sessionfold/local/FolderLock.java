package io.sessionfold.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a folder: at most one holder per machine, told apart by a locked file {@code in-use} inside the folder.
 *
 * <p>The operating system drops the lock when its holder dies, however it dies, so nothing stale is ever left to clean up.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "in-use";

    /**
     * The folders that this JVM holds. A file lock belongs to the whole process, and opening and closing the file a second time in
     * the same process would silently drop it; so a folder of our own is recognised before its file is touched.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made if it is missing.
     *
     * @throws LocalStackException if somebody else holds it, or it cannot be written
     */
    static FolderLock take(Path folder) {
        Path real = made(folder);
        if (!HELD.add(real)) {
            throw inUse(real, pid());
        }
        try {
            return new FolderLock(real, lockedFile(real));
        } catch (IOException e) {
            HELD.remove(real);
            throw new LocalStackException(
                    "Expected folder %s to be lockable, but it was not: %s".formatted(real, e), e);
        } catch (LocalStackException e) {
            HELD.remove(real);
            throw e;
        }
    }

    /** Gives the folder back; a second call does nothing, in particular not to whoever has taken it since. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new LocalStackException(
                    "Expected %s to be a writable folder, but it was not: %s".formatted(folder, e), e);
        }
    }

    private static FileChannel lockedFile(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, Files.readString(folder.resolve(FILE)));
            }
            // Its own process id, for the message that whoever comes second will see.
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid().getBytes(UTF_8)));
            taken = true;
            return channel;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static String pid() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    private static LocalStackException inUse(Path folder, String pid) {
        return new LocalStackException(
                "Expected folder %s to be free, but it was in use by process %s".formatted(folder, pid));
    }
}
