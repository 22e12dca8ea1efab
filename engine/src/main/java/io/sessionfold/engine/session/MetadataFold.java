package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.SessionUpdated;
import java.util.Collections;

/** Changes what people call a session; absent means unchanged, and only an explicit clear clears (INV-27). */
final class MetadataFold {

    private MetadataFold() {}

    static Decision updated(Step step, SessionUpdated event) {
        Identity identity = step.identity();
        String name = event.name() == null ? identity.name() : event.name();
        var tags = event.tags() == null ? identity.tags() : event.tags();
        step.identity = identity.labelled(
                event.cleared().contains("name") ? null : name,
                event.cleared().contains("tags") ? Collections.emptySortedMap() : tags,
                event.archived() == null ? identity.archived() : event.archived());
        return step.applied();
    }
}
