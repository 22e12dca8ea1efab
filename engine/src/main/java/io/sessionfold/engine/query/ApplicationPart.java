package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some partitions have of a list of a tenant's applications, in the order of their ids' UTF-8 bytes.
 *
 * @param applications without manifests and icons; also those of which only refusals are remembered
 * @param next an id up to which all of theirs are in it; null if there are no more
 */
public record ApplicationPart(
        List<Application> applications, @Nullable String next) {

    public ApplicationPart {
        applications = List.copyOf(applications);
    }
}
