package io.sessionfold.local;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry's memory: the versions of each subject and the compatibility levels, rebuilt from the log by {@link #apply}.
 *
 * <p>The client's own {@code MockSchemaRegistryClient} cannot stand here: looking up a schema in an unknown subject makes the subject,
 * an unknown id answers 40401, and an id given on replay does not move its counter. The checks are the genuine ones all the same.
 *
 * <p>Not thread-safe; guarded by {@link SchemaRegistry}.
 */
final class SchemaCatalog {
    /** Every reader can read all that was ever written, which a log that is replayed from its beginning needs. */
    private static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD_TRANSITIVE;

    private final Map<String, List<SchemaVersion>> subjects = new TreeMap<>();
    private final List<SchemaVersion> all = new ArrayList<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel globalLevel = DEFAULT_LEVEL;
    private int lastId;

    void apply(RegistryEntry entry) {
        if (entry instanceof RegistryEntry.Registered registered) {
            add(SchemaVersion.of(registered));
        } else if (entry instanceof RegistryEntry.LevelChosen chosen) {
            choose(chosen.subject(), chosen.level());
        }
    }

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** The subject's versions, oldest first; empty if it is unknown. */
    List<SchemaVersion> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, List.of()));
    }

    /** The places of the schema with that id, in the order in which they came to be. */
    List<SchemaVersion> places(int id) {
        return all.stream().filter(version -> version.id() == id).toList();
    }

    Optional<SchemaVersion> find(String subject, AvroSchema schema) {
        return versions(subject).stream()
                .filter(version -> version.holds(schema))
                .findFirst();
    }

    /** The entry that would make the schema the subject's next version; a schema known elsewhere keeps its id. */
    RegistryEntry.Registered next(String subject, AvroSchema schema) {
        int id = all.stream()
                .filter(version -> version.holds(schema))
                .findFirst()
                .map(SchemaVersion::id)
                .orElse(lastId + 1);
        return new RegistryEntry.Registered(subject, versions(subject).size() + 1, id, schema.canonicalString());
    }

    /** What stands against the schema beside the given versions, at the subject's level; empty if nothing does. */
    List<String> objections(String subject, AvroSchema schema, List<SchemaVersion> versions) {
        List<AvroSchema> earlier = versions.stream().map(SchemaVersion::schema).toList();
        CompatibilityLevel level = levels.getOrDefault(subject, globalLevel);
        return CompatibilityChecker.checker(level).isCompatible(schema, earlier);
    }

    CompatibilityLevel globalLevel() {
        return globalLevel;
    }

    /** The level that the subject has chosen for itself. */
    Optional<CompatibilityLevel> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    private void add(SchemaVersion version) {
        subjects.computeIfAbsent(version.subject(), subject -> new ArrayList<>())
                .add(version);
        all.add(version);
        lastId = Math.max(lastId, version.id());
    }

    private void choose(@Nullable String subject, CompatibilityLevel level) {
        if (subject == null) {
            globalLevel = level;
        } else {
            levels.put(subject, level);
        }
    }
}
