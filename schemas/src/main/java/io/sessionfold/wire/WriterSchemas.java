package io.sessionfold.wire;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The writer schemas: what the ids on the wire stand for, remembered in memory and, given a folder, on disk, so that a
 * restart reads its topics while the registry is down. An id that is not known is remembered for
 * {@value #UNKNOWN_FOR_MS} ms only, because it may be registered later. Thread-safe.
 */
public final class WriterSchemas {
    /** How long the registry's "no such id" is believed, in ms. */
    public static final long UNKNOWN_FOR_MS = 10_000;

    /** More ids than a topic has versions of its schema; beyond it, somebody is inventing them. */
    private static final int MAX_REMEMBERED = 1_000;

    private final Registry registry;
    private final Optional<SchemaFolder> folder;
    private final InstantSource clock;
    private final Map<Integer, SchemaLookup> known = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknownUntilMs = new LinkedHashMap<>();

    /** Remembers in memory alone. */
    public WriterSchemas(Registry registry, InstantSource clock) {
        this(registry, clock, null);
    }

    /**
     * Remembers on disk too.
     *
     * @param folder one small file per id; it must not be shared between registries, whose ids differ
     */
    public WriterSchemas(Registry registry, InstantSource clock, @Nullable Path folder) {
        this.registry = registry;
        this.clock = clock;
        this.folder = Optional.ofNullable(folder).map(SchemaFolder::new);
    }

    /**
     * What an id stands for.
     *
     * @throws RegistryUnavailableException if the registry had to be asked, and could not be
     */
    public SchemaLookup lookUp(int id) {
        SchemaLookup remembered = known.get(id);
        if (remembered != null) {
            return remembered;
        }
        // The registry counts from 1; a hostile id is not worth a question.
        if (id <= 0 || isKnownUnknown(id)) {
            return new SchemaLookup.Unknown(id);
        }
        SchemaLookup answer = fromFolder(id).orElseGet(() -> fromRegistry(id));
        if (answer instanceof SchemaLookup.Unknown) {
            rememberUnknown(id);
        } else {
            rememberKnown(id, answer);
        }
        return answer;
    }

    private Optional<SchemaLookup> fromFolder(int id) {
        return folder.flatMap(files -> files.read(id)).map(schema -> judged(new WriterSchema(id, schema)));
    }

    private SchemaLookup fromRegistry(int id) {
        SchemaLookup answer = registry.schema(id);
        if (answer instanceof SchemaLookup.Found found) {
            folder.ifPresent(files -> files.write(id, found.schema().schema()));
            return judged(found.schema());
        }
        return answer;
    }

    private static SchemaLookup judged(WriterSchema writer) {
        if (ZeroByteElements.isIn(writer.schema())) {
            return new SchemaLookup.Unusable(
                    writer.id(),
                    "a schema with arrays whose elements take no bytes, so that a few bytes fill the memory");
        }
        return new SchemaLookup.Found(writer);
    }

    private void rememberKnown(int id, SchemaLookup answer) {
        if (known.size() >= MAX_REMEMBERED) {
            known.clear();
        }
        known.put(id, answer);
    }

    private synchronized boolean isKnownUnknown(int id) {
        Long untilMs = unknownUntilMs.get(id);
        return untilMs != null && clock.millis() < untilMs;
    }

    private synchronized void rememberUnknown(int id) {
        unknownUntilMs.remove(id);
        if (unknownUntilMs.size() >= MAX_REMEMBERED) {
            unknownUntilMs.remove(unknownUntilMs.keySet().iterator().next());
        }
        unknownUntilMs.put(id, clock.millis() + UNKNOWN_FOR_MS);
    }
}
