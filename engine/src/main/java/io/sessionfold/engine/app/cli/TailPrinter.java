package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints what a tail follows, one line each, up to a limit. */
final class TailPrinter {

    private final PrintWriter out;
    private final boolean json;
    private long left;

    /** @param max how many lines at most */
    TailPrinter(PrintWriter out, boolean json, long max) {
        this.out = out;
        this.json = json;
        this.left = max;
    }

    /** Whether nothing more is wanted: the limit is reached, or nobody reads the output any more. */
    boolean isDone() {
        return left <= 0 || out.checkError();
    }

    /** Prints a session's row. */
    void row(JsonNode row) {
        line(
                row,
                Cells.of(row, "recordTime"),
                Cells.of(row, "sessionKey"),
                Cells.of(row, "phase"),
                Cells.of(row, "runStatus"),
                "active=" + row.path("activeRunIds").size(),
                "version=" + Cells.of(row, "stateVersion"),
                Cells.of(row, "eventType"));
    }

    /** Prints any other record with where it stands. */
    void record(String position, JsonNode record) {
        String fields = record.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .map(field -> field.getKey() + '=' + Cells.of(field.getValue()))
                .collect(Collectors.joining(" "));
        line(record, position, fields);
    }

    private void line(JsonNode record, String... cells) {
        if (left > 0) {
            out.println(json ? record.toString() : String.join("  ", cells));
            left--;
        }
    }
}
