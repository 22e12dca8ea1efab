package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.tests.driver.Day;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The words for a change of a session's metadata; what it does not say is absent. */
public record SessionToUpdate(String text, Fill<SessionUpdated.Builder> update) implements Writing {

    static SessionToUpdate unchanged() {
        return new SessionToUpdate("sessionUpdated()", (update, day) -> {});
    }

    public SessionToUpdate named(String name) {
        return with("named(\"" + name + "\")", (update, day) -> update.setName(name));
    }

    /** With this one tag. */
    public SessionToUpdate tagged(String tag, String value) {
        return with("tagged(\"" + tag + "\", \"" + value + "\")", (update, day) -> update.setTags(Map.of(tag, value)));
    }

    public SessionToUpdate archived(boolean archived) {
        return with("archived(" + archived + ")", (update, day) -> update.setArchived(archived));
    }

    public SessionToUpdate clearing(String... fields) {
        String quoted = Arrays.stream(fields).map(field -> "\"" + field + "\"").collect(Collectors.joining(", "));
        return with("clearing(" + quoted + ")", (update, day) -> update.setCleared(List.of(fields)));
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, null, this::payload);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        SessionUpdated.Builder updated = SessionUpdated.newBuilder().setCleared(List.of());
        update.fill(updated, day);
        return updated.build();
    }

    private SessionToUpdate with(String word, Fill<SessionUpdated.Builder> more) {
        return new SessionToUpdate(text + "." + word, update.then(more));
    }
}
