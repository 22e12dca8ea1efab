package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.checkpoint.Checkpoints;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the checkpoints that there are, and says of each that cannot be begun from why. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the checkpoints, the newest first, and say why those that cannot be begun from cannot: half-written,"
                        + " changed, or of another log.")
final class CheckpointListCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        QuietLog.install();
        Checkpoints checkpoints =
                new EngineCheckpoint(cluster.settings(), InstantSource.system(), VersionText.version()).list();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            checkpoints.usable().forEach(one -> out.println(CheckpointText.json(one)));
            checkpoints.unusable().forEach((id, why) -> out.println(CheckpointText.json(id, why)));
        } else {
            CheckpointText.print(checkpoints, out);
        }
        return ExitCodes.DONE;
    }
}
