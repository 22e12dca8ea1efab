package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionfoldCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        assertThat(terminal.run("--help")).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out()).contains("get", "list", "tail", "topics", "config", "Exit codes:", "cannot reach");
        assertThat(new Terminal().run("--version")).isEqualTo(ExitCodes.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "list", "tail", "topics", "config", "load", "checkpoint"})
    void everyCommandExplainsItself(String command) {
        assertThat(terminal.run(command, "--help")).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out()).contains("Usage: sessionfold " + command);
    }

    @Test
    void aWrongFlagIsSaidInOneLineWithTheNearestOnes() {
        assertThat(terminal.run("list", "--ownr", "ada")).isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.err()).contains("--ownr").contains("--owner").contains("sessionfold list --help");
        assertThat(new Terminal().run("tail", "everything")).isEqualTo(ExitCodes.USAGE);
        assertThat(new Terminal().run("gte")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aFlagInFrontOfTheSecondWordOfACommandIsNotTakenForNothing() {
        assertThat(terminal.run("checkpoint", "--bootstrap-servers", "no-such-host.invalid:9092", "list"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.err())
                .startsWith("Expected --bootstrap-servers behind list")
                .contains("sessionfold checkpoint list --help");
    }

    @Test
    void configShowsEverySetting(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.properties"), "kafka.sasl.jaas.config=hunter2\nthreads=3\n");

        assertThat(terminal.run("config", "--config", file.toString(), "--set", "http.host=::1"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out())
                .contains("threads")
                .contains("kafka.sasl.jaas.config")
                .contains("::1")
                .doesNotContain("hunter2");

        Terminal json = new Terminal();
        json.run("config", "--output", "JSON", "--http-port", "1");
        assertThat(json.out().lines())
                .allSatisfy(line -> assertThat(
                                RecordJson.parse(line).path("meaning").textValue())
                        .isNotEmpty());
        assertThat(json.out())
                .contains("\"name\":\"http.port\",\"value\":\"1\",\"from\":\"flag\",\"default\":\"8480\"");
    }

    @Test
    void aWrongSettingIsOneSentence() {
        assertThat(terminal.run("config", "--http-port", "eighty")).isEqualTo(ExitCodes.USAGE);
        assertThat(terminal.err()).startsWith("Expected http.port to be").hasLineCount(1);
    }

    @Test
    void kafkaThatIsNotThereIsOneSentence() {
        assertThat(terminal.run("topics", "--bootstrap-servers", "no-such-host.invalid:9092"))
                .isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(terminal.err()).contains("no-such-host.invalid:9092").hasLineCount(1);
    }

    @Test
    void accessIsPrintedAsCommandsAndAsJsonForTheSamePartiesAndWithoutAskingKafka() {
        String[] arguments = {
            "topics",
            "--acls",
            "--bootstrap-servers",
            "nowhere:1",
            "--set",
            "application.id=fold",
            "--principal",
            "engine=User:CN=it's"
        };
        assertThat(terminal.run(arguments)).isEqualTo(ExitCodes.DONE);
        assertThat(terminal.out().lines())
                .contains(
                        "# engine: folds the log, answers, and keeps its stores; the topics are there already",
                        "kafka-acls.sh --bootstrap-server nowhere:1 --command-config admin.properties --add"
                                + " --allow-principal 'User:CN=it'\\''s' --operation Read --operation Write"
                                + " --topic sessionfold.events",
                        "kafka-acls.sh --bootstrap-server nowhere:1 --command-config admin.properties --add"
                                + " --allow-principal 'User:CN=it'\\''s' --operation Write --transactional-id fold-"
                                + " --resource-pattern-type prefixed")
                .noneMatch(line -> line.contains("--cluster"));

        Terminal json = new Terminal();
        json.run(Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new));
        assertThat(json.out().lines())
                .hasSize((int) terminal.out()
                        .lines()
                        .filter(line -> line.startsWith("kafka-acls.sh"))
                        .count())
                .contains(
                        "{\"party\":\"engine\",\"principal\":\"User:CN=it's\",\"resource\":\"GROUP\",\"name\":\"fold\","
                                + "\"pattern\":\"LITERAL\",\"operations\":[\"READ\"]}");
    }
}
