package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.checkpoint.Checkpoints;
import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the checkpoints that there are, and says of each that cannot be begun from why. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the checkpoints, the newest first, and say why those that cannot be begun from cannot: half-written,"
                        + " changed, or of another log.")
final class CheckpointListCommand extends PrintingCommand {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    int run() {
        Checkpoints checkpoints =
                new EngineCheckpoint(cluster.settings(), InstantSource.system(), VersionText.version()).list();
        PrintWriter out = out();
        if (isJson()) {
            checkpoints.usable().forEach(one -> out.println(CheckpointText.json(one)));
            checkpoints.unusable().forEach((id, why) -> out.println(CheckpointText.json(id, why)));
        } else {
            CheckpointText.print(checkpoints, out);
        }
        return ExitCodes.DONE;
    }
}
