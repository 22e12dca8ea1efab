package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened to a session. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Show the events of one session, and what each did.")
final class HistoryCommand extends PrintingCommand {

    @Parameters(paramLabel = "KEY", description = "The session key.")
    private String key = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many events per page, 1 to 200 (default: 50).")
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
        String path = "/v1/sessions/" + EngineClient.encoded(key) + "/history";
        String after = cursor;
        do {
            JsonNode page =
                    client.get(path + EngineClient.query(parameters(after))).body();
            if (isJson()) {
                page.path("transitions").forEach(out::println);
            } else {
                TransitionTable.print(page.path("transitions"), out);
            }
            after = page.path("cursor").textValue();
        } while (all && after != null && !out.checkError());
        if (after != null) {
            err().println("There are more: --cursor " + after + ", or --all");
        }
        return ExitCodes.DONE;
    }

    private Map<String, String> parameters(@Nullable String after) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (limit != null) {
            parameters.put("limit", limit.toString());
        }
        if (after != null) {
            parameters.put("cursor", after);
        }
        return parameters;
    }
}
