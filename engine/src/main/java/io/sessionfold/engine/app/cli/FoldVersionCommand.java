package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.app.FoldVersionWriter;
import io.sessionfold.engine.app.FoldVersionWriter.Begun;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the fold version of a cluster, or begins another. */
@Command(
        name = "fold-version",
        mixinStandardHelpOptions = true,
        description = "Show in which fold version a cluster is and which this release knows, or begin a newer one: from"
                + " then on every event is folded with it, and older releases stop. There is no way back. Exit code 1"
                + " if a higher one has begun.")
final class FoldVersionCommand extends PrintingCommand {

    @Option(
            names = "--begin",
            paramLabel = "N",
            description = "Begin this version on every partition, all at once. Every instance has to be of a release"
                    + " that knows it. What has begun already is left as it is.")
    private @Nullable Integer begin;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    int run() {
        // It is about a cluster that is there; one that is not gets its topics from `topics` or `serve`.
        Settings settings = common.settings(Map.of(SettingNames.CREATE_TOPICS, "false"));
        Begun begun = begin == null
                ? new Begun(TopicSetup.ensure(settings).pin().foldVersion(), List.of())
                : FoldVersionWriter.begin(settings, FoldVersions.KNOWN, begin, InstantSource.system());
        if (begin != null && begun.inForce() > begin) {
            throw CommandException.failed(
                    "Expected a fold version above %d, which has begun, but it was %d; there is no way back"
                            .formatted(begun.inForce(), begin));
        }
        print(begun);
        return ExitCodes.DONE;
    }

    private void print(Begun begun) {
        PrintWriter out = out();
        if (isJson()) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("foldVersion", begun.inForce())
                    .put("newest", FoldVersions.KNOWN.newest());
            begun.at().stream().map(Position::toString).forEach(json.putArray("begunAt")::add);
            out.println(json);
            return;
        }
        out.println("Fold version " + begun.inForce()
                + (begun.at().isEmpty() ? " is in force" : " begins")
                + "; this release knows up to " + FoldVersions.KNOWN.newest() + '.');
        begun.at().forEach(position -> out.println("  from " + position + " on"));
    }
}
