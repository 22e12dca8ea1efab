package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.config.SettingRow;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every setting. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show every setting: what it is, what it would be, what it means. Secrets are masked.")
final class ConfigCommand extends PrintingCommand {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    int run() {
        PrintWriter out = out();
        List<SettingRow> rows = common.settings().describe();
        if (isJson()) {
            rows.forEach(row -> out.println(json(row)));
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable("SETTING", "VALUE", "FROM", "DEFAULT", "UNIT", "MEANING");
        for (SettingRow row : rows) {
            table.add(
                    row.name(),
                    shown(row.value()),
                    row.origin().label(),
                    shown(row.defaultValue()),
                    row.unit().isEmpty() ? "-" : row.unit(),
                    row.meaning() + " Allowed: " + row.allowed() + ".");
        }
        table.print(out);
        return ExitCodes.DONE;
    }

    private static ObjectNode json(SettingRow row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", row.name())
                .put("value", row.value())
                .put("from", row.origin().label())
                .put("default", row.defaultValue())
                .put("unit", row.unit())
                .put("allowed", row.allowed())
                .put("variable", row.variable())
                .put("meaning", row.meaning());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "-" : value;
    }
}
