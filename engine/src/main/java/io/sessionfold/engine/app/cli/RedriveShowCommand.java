package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows why one session waits, and what waits behind it. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show why a session waits, and what is parked.")
final class RedriveShowCommand extends PrintingCommand {

    @Parameters(paramLabel = "KEY", description = "The session key.")
    private String key = "";

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        JsonNode quarantine = engine.client()
                .get("/v1/sessions/" + EngineClient.encoded(key) + "/quarantine")
                .body();
        PrintWriter out = out();
        if (isJson()) {
            out.println(quarantine);
            return ExitCodes.DONE;
        }
        JsonNode position = quarantine.path("position");
        out.println("The fold failed with " + Cells.of(quarantine, "errorClass") + "; the first event that waits is at "
                + Cells.of(position, "topic") + '-' + Cells.of(position, "partition") + '@'
                + Cells.of(position, "offset") + ".");
        out.println(Cells.of(quarantine, "parkedCount") + " events (" + Cells.of(quarantine, "parkedBytes")
                + " bytes) wait since " + Cells.of(quarantine, "since") + ":");
        TextTable table = new TextTable("OFFSET", "RECORDED", "TYPE", "EVENT");
        for (JsonNode event : quarantine.path("parked")) {
            table.add(
                    Cells.of(event.path("position"), "offset"),
                    Cells.of(event, "recordTime"),
                    Cells.of(event, "type"),
                    Cells.of(event, "eventId"));
        }
        table.print(out);
        return ExitCodes.DONE;
    }
}
