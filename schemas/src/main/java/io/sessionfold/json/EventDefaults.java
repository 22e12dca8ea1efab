package io.sessionfold.json;

import java.time.Instant;
import java.util.Optional;

/** Event defaults: what the door fills in where an event leaves it out. Each is asked for only then. */
public interface EventDefaults {
    Optional<String> eventId();

    Optional<Instant> eventTime();

    Optional<String> tenantId();

    /** Nothing is filled in: what an event leaves out is an error. */
    static EventDefaults none() {
        return new EventDefaults() {
            @Override
            public Optional<String> eventId() {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> eventTime() {
                return Optional.empty();
            }

            @Override
            public Optional<String> tenantId() {
                return Optional.empty();
            }
        };
    }
}
