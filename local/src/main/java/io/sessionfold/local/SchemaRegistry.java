package io.sessionfold.local;

import static io.sessionfold.local.RegistryReply.no;
import static io.sessionfold.local.RegistryReply.subjectNotFound;
import static io.sessionfold.local.RegistryReply.yes;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry for Avro with Confluent's rules: it decides, writes the decision to its log, and only then remembers and answers.
 *
 * <p>One lock guards everything. Clients cache what they read, so there is nothing to win from more.
 */
final class SchemaRegistry implements AutoCloseable {
    private static final String LATEST = "latest";

    private final RegistryLog log;
    private final SchemaCatalog catalog = new SchemaCatalog();

    /** A registry that knows what its log knows. */
    SchemaRegistry(RegistryLog log) {
        this.log = log;
        log.history().forEach(catalog::apply);
    }

    synchronized RegistryReply register(String subject, AvroSchema schema) {
        Optional<SchemaVersion> known = catalog.find(subject, schema);
        if (known.isPresent()) {
            return yes(Map.of("id", known.get().id()));
        }
        List<String> objections = catalog.objections(subject, schema, catalog.versions(subject));
        if (!objections.isEmpty()) {
            return no(
                    RegistryReply.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
                            .formatted(subject, objections));
        }
        RegistryEntry.Registered entry = catalog.next(subject, schema);
        remember(entry);
        return yes(Map.of("id", entry.id()));
    }

    synchronized RegistryReply lookUp(String subject, AvroSchema schema) {
        if (catalog.versions(subject).isEmpty()) {
            return subjectNotFound(subject);
        }
        return catalog.find(subject, schema)
                .map(version -> yes(described(version)))
                .orElseGet(() -> no(RegistryReply.SCHEMA_NOT_FOUND, "Schema not found"));
    }

    synchronized RegistryReply subjects() {
        return yes(catalog.subjects());
    }

    synchronized RegistryReply versions(String subject) {
        List<SchemaVersion> versions = catalog.versions(subject);
        return versions.isEmpty()
                ? subjectNotFound(subject)
                : yes(versions.stream().map(SchemaVersion::version).toList());
    }

    /** The version with that number, or the newest if it says {@code latest}. */
    synchronized RegistryReply version(String subject, String number) {
        List<SchemaVersion> versions = catalog.versions(subject);
        return versions.isEmpty()
                ? subjectNotFound(subject)
                : atVersion(versions, number, version -> yes(described(version)));
    }

    synchronized RegistryReply schema(int id) {
        List<SchemaVersion> places = catalog.places(id);
        return places.isEmpty()
                ? unknownId(id)
                : yes(Map.of("schema", places.get(0).schema().canonicalString()));
    }

    synchronized RegistryReply places(int id) {
        List<SchemaVersion> places = catalog.places(id);
        return places.isEmpty()
                ? unknownId(id)
                : yes(places.stream()
                        .map(place -> Map.of("subject", place.subject(), "version", place.version()))
                        .toList());
    }

    synchronized RegistryReply level() {
        return yes(Map.of("compatibilityLevel", catalog.globalLevel().name()));
    }

    /** The subject's level; if it has not chosen one, the global one where the caller asks for that. */
    synchronized RegistryReply level(String subject, boolean defaultToGlobal) {
        return catalog.level(subject)
                .or(() -> defaultToGlobal ? Optional.of(catalog.globalLevel()) : Optional.empty())
                .map(level -> yes(Map.of("compatibilityLevel", level.name())))
                .orElseGet(() -> no(
                        RegistryReply.LEVEL_NOT_CHOSEN,
                        "Subject '" + subject + "' does not have subject-level compatibility configured"));
    }

    /** Chooses a level for the subject, or for all without their own if there is none. */
    synchronized RegistryReply chooseLevel(@Nullable String subject, String name) {
        @Nullable CompatibilityLevel level = CompatibilityLevel.forName(name);
        if (level == null) {
            return no(
                    RegistryReply.INVALID_LEVEL,
                    "Expected the compatibility level to be one of %s, but it was '%s'"
                            .formatted(List.of(CompatibilityLevel.values()), name));
        }
        remember(new RegistryEntry.LevelChosen(subject, level));
        return yes(Map.of("compatibility", level.name()));
    }

    /** Whether the schema could follow all of the subject's versions. */
    synchronized RegistryReply compatibility(String subject, AvroSchema schema) {
        return compatible(catalog.objections(subject, schema, catalog.versions(subject)));
    }

    /** Whether the schema could follow that version of the subject; anything can follow nothing. */
    synchronized RegistryReply compatibility(String subject, String number, AvroSchema schema) {
        List<SchemaVersion> versions = catalog.versions(subject);
        if (versions.isEmpty()) {
            return number.equals(LATEST) ? compatible(List.of()) : subjectNotFound(subject);
        }
        return atVersion(
                versions, number, version -> compatible(catalog.objections(subject, schema, List.of(version))));
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    private void remember(RegistryEntry entry) {
        log.append(entry);
        catalog.apply(entry);
    }

    private static RegistryReply atVersion(
            List<SchemaVersion> versions, String number, Function<SchemaVersion, RegistryReply> answer) {
        if (number.equals(LATEST)) {
            return answer.apply(versions.get(versions.size() - 1));
        }
        if (!number.matches("[1-9][0-9]{0,8}")) {
            return no(
                    RegistryReply.INVALID_VERSION,
                    "Expected the version to be 'latest' or a number from 1, but it was '%s'".formatted(number));
        }
        return versions.stream()
                .filter(version -> version.version() == Integer.parseInt(number))
                .findFirst()
                .map(answer)
                .orElseGet(() -> no(RegistryReply.VERSION_NOT_FOUND, "Version " + number + " not found."));
    }

    private static RegistryReply compatible(List<String> objections) {
        return yes(Map.of("is_compatible", objections.isEmpty(), "messages", objections));
    }

    private static RegistryReply unknownId(int id) {
        return no(RegistryReply.SCHEMA_NOT_FOUND, "Schema " + id + " not found");
    }

    private static Map<String, Object> described(SchemaVersion version) {
        return Map.of(
                "subject", version.subject(),
                "version", version.version(),
                "id", version.id(),
                "schema", version.schema().canonicalString());
    }
}
