package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one session. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Show one session.")
final class GetCommand extends PrintingCommand {

    @Parameters(paramLabel = "KEY", description = "The session key.")
    private String key = "";

    @Option(
            names = "--as-of",
            paramLabel = "TIME|POSITION",
            description = "As it was then: a time in ISO 8601 with its zone, or a position such as"
                    + " sessionfold.events-3@91.")
    private @Nullable String asOf;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        String asked = asOf == null ? "" : EngineClient.query(Map.of("asOf", asOf));
        JsonNode row = engine.client()
                .get("/v1/sessions/" + EngineClient.encoded(key) + asked)
                .body();
        PrintWriter out = out();
        if (isJson()) {
            out.println(row);
        } else {
            TextTable table = new TextTable();
            row.properties().forEach(field -> table.add(field.getKey(), Cells.of(field.getValue())));
            table.print(out);
        }
        return ExitCodes.DONE;
    }
}
