package io.sessionfold.tests.replay;

import io.sessionfold.engine.app.cli.SessionfoldCommand;
import java.util.stream.Stream;

/**
 * Replays a log beside plain reading, again and again in one JVM: the first rounds tell what a command is like, the last ones
 * what the fold is like.
 *
 * <pre>benchmarks/run replay [any option of replay]</pre>
 */
final class ReplayRounds {

    private static final int ROUNDS = 10;

    private ReplayRounds() {}

    public static void main(String[] args) {
        String[] command = Stream.concat(Stream.of("replay", "--measure-reading"), Stream.of(args))
                .toArray(String[]::new);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.println("round " + round);
            int code = SessionfoldCommand.commandLine().execute(command);
            if (code != 0) {
                System.exit(code);
            }
        }
    }
}
