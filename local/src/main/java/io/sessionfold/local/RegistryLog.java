package io.sessionfold.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's history on disk: one {@link RegistryEntry} per line of JSON, each forced to the disk before it counts.
 *
 * <p>Not thread-safe; the registry appends under its own lock.
 */
final class RegistryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte END_OF_LINE = '\n';

    private final FileChannel channel;
    private final List<RegistryEntry> history;

    /** Where the last whole line ends, in bytes. What stands behind it was never acknowledged. */
    private long end;

    private RegistryLog(FileChannel channel, List<RegistryEntry> history, long end) {
        this.channel = channel;
        this.history = history;
        this.end = end;
    }

    /**
     * Opens the log, which is made if it is missing. A last line without its end, left by a process that was killed while it wrote,
     * is cut off.
     *
     * @throws LocalStackException if the file cannot be used or a whole line of it cannot be read
     */
    static RegistryLog open(Path file) {
        try {
            // Bytes, not text: a line may have been torn inside a character.
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int whole = Bytes.lastIndexOf(bytes, END_OF_LINE) + 1;
            if (whole < bytes.length) {
                LOG.warn("The last line of {} was never finished and is cut off", file);
            }
            List<RegistryEntry> history = parsed(file, new String(bytes, 0, whole, UTF_8));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(whole);
            return new RegistryLog(channel, history, whole);
        } catch (IOException e) {
            throw new LocalStackException("Expected %s to be a usable file, but it was not: %s".formatted(file, e), e);
        }
    }

    /** What the file held when it was opened, oldest first. */
    List<RegistryEntry> history() {
        return history;
    }

    /**
     * Appends the entry; when this returns, it survives.
     *
     * @throws UncheckedIOException if the disk refuses; the entry then does not count, now or after a restart
     */
    void append(RegistryEntry entry) {
        try {
            // Whatever an append that failed has left behind would run into this line.
            channel.truncate(end);
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + (char) END_OF_LINE).getBytes(UTF_8));
            long next = end;
            while (line.hasRemaining()) {
                next += channel.write(line, next);
            }
            channel.force(false);
            end = next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RegistryEntry> parsed(Path file, String text) {
        List<RegistryEntry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            try {
                entries.add(JSON.readValue(line, RegistryEntry.class));
            } catch (JsonProcessingException e) {
                throw new LocalStackException(
                        "Expected line %d of %s to be an entry of the registry, but it was not: %s"
                                .formatted(entries.size() + 1, file, e.getOriginalMessage()),
                        e);
            }
        }
        return List.copyOf(entries);
    }
}
