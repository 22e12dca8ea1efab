package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Follows what the engine tells. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Follow what the engine tells, until Ctrl-C.",
            "The changes come over HTTP (--url); the other topics from Kafka, with isolation.level=read_committed."
        })
final class TailCommand extends PrintingCommand {

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            defaultValue = "changes",
            converter = TopicNames.class,
            completionCandidates = TopicNames.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private TailTopic what = TailTopic.CHANGES;

    @Option(
            names = "--from-beginning",
            description = "Everything that the topic still has; for changes, the rows as they are now.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after so many.")
    private long max = Long.MAX_VALUE;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    int run() {
        PrintWriter notes = err();
        TailPrinter printer = new TailPrinter(out(), isJson(), max);
        Class<? extends SpecificRecord> type = what.type();
        if (type == null) {
            new ChangeTail(engine.client(), printer, notes).follow(fromBeginning);
        } else {
            topic(printer, notes).follow(what.topic(), type, fromBeginning);
        }
        return ExitCodes.DONE;
    }

    private TopicTail topic(TailPrinter printer, PrintWriter notes) {
        Settings settings = common.settings();
        InstantSource clock = InstantSource.system();
        Registry registry = Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), clock);
        return new TopicTail(settings, new WriterSchemas(registry, clock), printer, notes);
    }

    /** The names of what can be followed, as they are typed. */
    static final class TopicNames implements ITypeConverter<TailTopic>, Iterable<String> {

        @Override
        public TailTopic convert(String value) {
            return Arrays.stream(TailTopic.values())
                    .filter(topic -> topic.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(TailTopic.values())
                                            .map(TailTopic::toString)
                                            .toList())
                            + ", but it was '" + value + "'"));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TailTopic.values()).map(TailTopic::toString).iterator();
        }
    }
}
