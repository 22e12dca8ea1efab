package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** Rows of sessions, for people or for programs. */
final class SessionTable {

    private SessionTable() {}

    static void print(List<JsonNode> rows, boolean json, PrintWriter out) {
        if (json) {
            rows.forEach(out::println);
            return;
        }
        TextTable table =
                new TextTable("SESSION", "PHASE", "RUN STATUS", "ACTIVE", "OWNER", "KIND", "VERSION", "CHANGED");
        for (JsonNode row : rows) {
            table.add(
                    Cells.of(row, "sessionKey"),
                    Cells.of(row, "phase"),
                    Cells.of(row, "runStatus"),
                    Integer.toString(row.path("activeRunIds").size()),
                    Cells.of(row, "ownerUserId"),
                    Cells.of(row, "kind"),
                    Cells.of(row, "stateVersion"),
                    Cells.of(row, "recordTime"));
        }
        table.print(out);
    }
}
