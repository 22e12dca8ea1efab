package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the sessions that wait. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List the quarantined sessions.",
            "A session whose very creation waits has no row: the engine's log and SessionQuarantined in the events topic"
                    + " name it, and show and release know it by its key."
        })
final class RedriveListCommand extends PrintingCommand {

    private static final String PAGE = "1000";

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        PrintWriter out = out();
        EngineClient client = engine.client();
        TextTable table = new TextTable("SESSION", "OWNER", "PHASE", "ERROR", "LAST EVENT");
        String after = null;
        do {
            JsonNode page = client.get("/v1/sessions" + EngineClient.query(parameters(after)))
                    .body();
            for (JsonNode row : page.path("sessions")) {
                if (isJson()) {
                    out.println(row);
                } else {
                    table.add(
                            Cells.of(row, "sessionKey"),
                            Cells.of(row, "ownerUserId"),
                            Cells.of(row, "phase"),
                            Cells.of(row, "reason"),
                            Cells.of(row, "recordTime"));
                }
            }
            after = page.path("cursor").textValue();
        } while (after != null);
        if (!isJson()) {
            table.print(out);
        }
        return ExitCodes.DONE;
    }

    private static Map<String, String> parameters(@Nullable String after) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("quarantined", "true", "limit", PAGE));
        if (after != null) {
            parameters.put("cursor", after);
        }
        return parameters;
    }
}
