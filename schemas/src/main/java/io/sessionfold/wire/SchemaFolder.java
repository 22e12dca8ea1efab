package io.sessionfold.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema folder: one JSON file per registry id, written beside its place and renamed into it. It only saves a
 * question, so a file that cannot be read or written is reported, and the registry is asked again.
 */
final class SchemaFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaFolder.class);

    private final Path folder;

    SchemaFolder(Path folder) {
        this.folder = folder;
    }

    Optional<Schema> read(int id) {
        Path file = file(id);
        try {
            return Optional.of(new Schema.Parser().parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | AvroRuntimeException e) {
            LOG.warn("Expected {} to be an Avro schema, but it was not; asking the registry again", file, e);
            return Optional.empty();
        }
    }

    void write(int id, Schema schema) {
        Path file = file(id);
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, id + "-", ".part");
            try {
                Files.writeString(beside, schema.toString());
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            LOG.warn("Expected {} to be writable, but it was not; schema {} stays in memory alone", file, id, e);
        }
    }

    private Path file(int id) {
        return folder.resolve(id + ".json");
    }
}
