package io.sessionfold.engine.load;

import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.SessionQuarantined;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.json.EventDefaults;
import io.sessionfold.json.EventJson;
import io.sessionfold.json.JsonFormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from lines of JSON, one event a line; empty lines are passed over. An event's index is its line number, so
 * that a load of the same file can be resumed.
 */
public final class EventLines implements Iterator<LoadedEvent> {

    private final BufferedReader lines;
    private final String name;
    private final Defaults defaults;
    private final Consumer<BadInputException> onBad;
    private @Nullable LoadedEvent next;
    private long number;

    /**
     * @param name how the messages call the input
     * @param defaults what is filled in where an event leaves it out
     * @param onBad hears of each line that is no event; if it returns, the line is passed over
     */
    public EventLines(BufferedReader lines, String name, Defaults defaults, Consumer<BadInputException> onBad) {
        this.lines = lines;
        this.name = name;
        this.defaults = defaults;
        this.onBad = onBad;
    }

    /**
     * What is filled in where an event leaves it out: the tenant, the time, and an id that is the same for the same line of
     * the same load.
     *
     * @param tenantId null if an event without one is an error
     */
    public record Defaults(String loadId, @Nullable String tenantId, InstantSource clock) {

        private EventDefaults at(long line) {
            return new EventDefaults() {
                @Override
                public Optional<String> eventId() {
                    byte[] place = (loadId + ':' + line).getBytes(StandardCharsets.UTF_8);
                    return Optional.of("load-" + UUID.nameUUIDFromBytes(place));
                }

                @Override
                public Optional<Instant> eventTime() {
                    return Optional.of(clock.instant());
                }

                @Override
                public Optional<String> tenantId() {
                    return Optional.ofNullable(tenantId);
                }
            };
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            String line = nextLine();
            if (line == null) {
                return false;
            }
            if (!line.isBlank()) {
                next = event(line);
            }
        }
        return true;
    }

    @Override
    public LoadedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Expected another event in " + name + ", but it has ended");
        }
        LoadedEvent event = Objects.requireNonNull(next, "next");
        next = null;
        return event;
    }

    private @Nullable LoadedEvent event(String line) {
        try {
            LifecycleEvent event = EventJson.read(line, defaults.at(number));
            if (isReserved(event)) {
                onBad.accept(bad("Expected an event from outside, but "
                        + event.getPayload().getClass().getSimpleName() + " from " + event.getSource()
                        + " is written by the engine alone"));
                return null;
            }
            if (event.getTenantId().equals(VersionFold.TENANT)) {
                onBad.accept(
                        bad("Expected an event of a tenant, but '" + VersionFold.TENANT + "' is the engine's own"));
                return null;
            }
            return new LoadedEvent(number, event);
        } catch (JsonFormatException e) {
            onBad.accept(bad(e.getMessage()));
            return null;
        }
    }

    private BadInputException bad(@Nullable String message) {
        return new BadInputException(message + " (line " + number + " of " + name + ")");
    }

    private @Nullable String nextLine() {
        try {
            number++;
            return lines.readLine();
        } catch (IOException e) {
            throw new BadInputException("Expected " + name + " to be readable, but it was not: " + e.getMessage(), e);
        }
    }

    private static boolean isReserved(LifecycleEvent event) {
        return event.getPayload() instanceof DeadlineLapsed
                || event.getPayload() instanceof SessionQuarantined
                || event.getPayload() instanceof QuarantineReleased
                || event.getPayload() instanceof FoldVersionBegun
                || event.getSource() == EventSource.TIMER
                || event.getSource() == EventSource.RECOVERY;
    }
}
