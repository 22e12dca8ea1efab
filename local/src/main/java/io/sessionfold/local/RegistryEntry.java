package io.sessionfold.local;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** One thing that happened to the registry, as it stands on one line of its log. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RegistryEntry.Registered.class, name = "registered"),
    @JsonSubTypes.Type(value = RegistryEntry.LevelChosen.class, name = "level-chosen")
})
sealed interface RegistryEntry {

    /**
     * A schema became a version of a subject.
     *
     * @param version counts from 1 in each subject
     * @param id counts from 1 in the registry; one schema has one id, in however many subjects
     * @param schema in Avro's JSON, as the client's canonical string
     */
    record Registered(String subject, int version, int id, String schema) implements RegistryEntry {}

    /** A compatibility level was chosen for a subject, or, where there is none, for all that have not chosen their own. */
    record LevelChosen(@Nullable String subject, CompatibilityLevel level) implements RegistryEntry {}
}
