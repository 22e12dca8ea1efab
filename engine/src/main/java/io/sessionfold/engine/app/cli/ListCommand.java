package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists sessions. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List sessions in the order of their keys.")
final class ListCommand extends PrintingCommand {

    @Option(names = "--owner", paramLabel = "USER", description = "Only this user's.")
    private @Nullable String owner;

    @Option(names = "--phase", paramLabel = "PHASE", description = "Only those in this phase, e.g. RUNNING.")
    private @Nullable String phase;

    @Option(
            names = "--active",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Only those with (false: without) an active run.")
    private @Nullable Boolean active;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind.")
    private @Nullable String kind;

    @Option(names = "--name", paramLabel = "NAME", description = "Only of this name.")
    private @Nullable String name;

    @Option(names = "--producer", paramLabel = "ID", description = "Only with an active run of this producer.")
    private @Nullable String producer;

    @Option(names = "--limit", paramLabel = "N", description = "How many per page, 1 to 1000 (default: 100).")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where an earlier page ended.")
    private @Nullable String cursor;

    @Option(names = "--all", description = "Every page.")
    private boolean all;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        PrintWriter out = out();
        EngineClient client = engine.client();
        String after = cursor;
        do {
            JsonNode page = client.get("/v1/sessions" + EngineClient.query(parameters(after)))
                    .body();
            List<JsonNode> rows = new ArrayList<>();
            page.path("sessions").forEach(rows::add);
            SessionTable.print(rows, isJson(), out);
            after = page.path("cursor").textValue();
        } while (all && after != null && !out.checkError());
        if (after != null) {
            err().println("There are more: --cursor " + after + ", or --all");
        }
        return ExitCodes.DONE;
    }

    private Map<String, String> parameters(@Nullable String after) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "owner", owner);
        put(parameters, "phase", phase);
        put(parameters, "active", active);
        put(parameters, "kind", kind);
        put(parameters, "name", name);
        put(parameters, "producer", producer);
        put(parameters, "limit", limit);
        put(parameters, "cursor", after);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}
