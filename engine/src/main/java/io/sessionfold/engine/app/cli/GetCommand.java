package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one session. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Show one session.")
final class GetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KEY", description = "The session key.")
    private String key = "";

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        QuietLog.install();
        JsonNode row =
                engine.client().get("/v1/sessions/" + EngineClient.encoded(key)).body();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(row);
        } else {
            TextTable table = new TextTable();
            row.properties().forEach(field -> table.add(field.getKey(), Cells.of(field.getValue())));
            table.print(out);
        }
        return ExitCodes.DONE;
    }
}
