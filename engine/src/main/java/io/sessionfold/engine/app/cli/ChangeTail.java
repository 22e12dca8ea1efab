package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.json.RecordJson;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows the changes of the sessions over HTTP. */
final class ChangeTail {

    private static final String PAGE_LIMIT = "1000";

    private final EngineClient client;
    private final TailPrinter printer;
    private final PrintWriter notes;

    ChangeTail(EngineClient client, TailPrinter printer, PrintWriter notes) {
        this.client = client;
        this.printer = printer;
        this.notes = notes;
    }

    /** @param fromBeginning whether the rows as they are come first */
    void follow(boolean fromBeginning) {
        String position = fromBeginning ? rows() : null;
        if (printer.isDone()) {
            return;
        }
        try (Stream<String> lines = client.changes(position)) {
            print(lines.iterator());
        } catch (UncheckedIOException e) {
            throw ended(e);
        }
    }

    /** Prints every row, and gives the position behind which every later change is. */
    private @Nullable String rows() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("limit", PAGE_LIMIT));
        String position = null;
        String cursor;
        do {
            EngineClient.Answer page = client.get("/v1/sessions" + EngineClient.query(parameters));
            position = position == null ? page.position() : position;
            page.body().path("sessions").forEach(printer::row);
            cursor = page.body().path("cursor").textValue();
            parameters.put("cursor", String.valueOf(cursor));
        } while (cursor != null && !printer.isDone());
        return position;
    }

    private void print(Iterator<String> lines) {
        Map<String, String> event = new HashMap<>();
        while (!printer.isDone()) {
            if (!lines.hasNext()) {
                throw ended(null);
            }
            String line = lines.next();
            int colon = line.indexOf(": ");
            if (colon > 0) {
                event.put(line.substring(0, colon), line.substring(colon + 2));
            } else if (line.isEmpty()) {
                print(event);
                event.clear();
            }
        }
    }

    private void print(Map<String, String> event) {
        String name = event.getOrDefault("event", "");
        if (name.equals("reset")) {
            notes.println("Some changes were missed; what follows is live. `list` shows the sessions as they are.");
            return;
        }
        if (!name.isEmpty()) {
            JsonNode data = RecordJson.parse(event.getOrDefault("data", "{}"));
            if (name.equals("session-changed")) {
                printer.row(data);
            } else {
                printer.record(name, data);
            }
        }
    }

    private static CommandException ended(@Nullable Throwable cause) {
        return CommandException.unreachable(
                "The engine ended the stream of changes; start `tail` again when it is back", cause);
    }
}
