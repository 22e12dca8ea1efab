package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.app.TopicReport;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.app.TopicStatus;
import io.sessionfold.engine.app.grant.Grants;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the topics, or creates them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Check the topics: partitions, configurations, and who needs which access. Exit code 1 if a check"
                + " fails.")
final class TopicsCommand extends PrintingCommand {

    @Option(names = "--create", description = "Create those that are missing, and pin the partition count.")
    private boolean create;

    @Option(
            names = "--acls",
            description = "Print instead what Kafka has to allow to whom, ready for kafka-acls.sh; asks nobody.")
    private boolean acls;

    @Option(
            names = "--principal",
            paramLabel = "PARTY=NAME",
            description = "With --acls, what a party is called, such as engine='User:CN=folding'. Default:"
                    + " User:sessionfold-PARTY. Repeatable.")
    private Map<Party, String> principals = new EnumMap<>(Party.class);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    int run() {
        Settings settings = common.settings();
        if (acls) {
            print(new AclPrinter(settings, principals));
            return ExitCodes.DONE;
        }
        if (create) {
            TopicSetup.ensure(common.settings(Map.of(SettingNames.CREATE_TOPICS, "true")));
        }
        List<TopicStatus> statuses = TopicReport.of(settings);
        PrintWriter out = out();
        if (isJson()) {
            statuses.forEach(status -> out.println(json(status)));
        } else {
            table(statuses).print(out);
            statuses.stream().flatMap(status -> status.complaints().stream()).forEach(out::println);
        }
        boolean isGood =
                statuses.stream().allMatch(status -> status.complaints().isEmpty());
        return isGood ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
    }

    private void print(AclPrinter printer) {
        PrintWriter out = out();
        if (isJson()) {
            printer.json(out);
        } else {
            printer.text(out);
        }
    }

    private static TextTable table(List<TopicStatus> statuses) {
        TextTable table = new TextTable("TOPIC", "CHECK", "PARTITIONS", "CLEANUP", "TIME", "ACCESS");
        for (TopicStatus status : statuses) {
            table.add(
                    status.spec().name(),
                    status.complaints().isEmpty() ? "ok" : "WRONG",
                    status.partitions() == 0 ? "-" : Integer.toString(status.partitions()),
                    status.config().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "-"),
                    status.config().getOrDefault(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "any"),
                    Grants.readersAndWriters(status.spec().name()));
        }
        return table;
    }

    private static ObjectNode json(TopicStatus status) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("topic", status.spec().name())
                .put("partitions", status.partitions());
        ObjectNode config = json.putObject("config");
        status.config().forEach(config::put);
        json.put("access", Grants.readersAndWriters(status.spec().name()));
        status.complaints().forEach(json.putArray("complaints")::add);
        return json;
    }
}
