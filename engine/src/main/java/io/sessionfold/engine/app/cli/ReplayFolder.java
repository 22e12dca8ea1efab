package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.DiskTables;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayOrigin;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a replay's states are: in the folder that was named, or in one that is gone afterwards. */
final class ReplayFolder implements AutoCloseable {

    /** Beside what else is in a data folder, e.g. an engine's own states. */
    private static final String NAME = "replay";

    private final ReplayTables tables;
    private final @Nullable Path passing;

    private ReplayFolder(ReplayTables tables, @Nullable Path passing) {
        this.tables = tables;
        this.passing = passing;
    }

    /** Opens it; the states of one session need no folder. */
    static ReplayFolder open(@Nullable Path data, ScopeOptions whose, Logs logs) {
        if (data == null && whose.isOneSession()) {
            return new ReplayFolder(new MemoryTables(), null);
        }
        ReplayOrigin origin = origin(logs, whose.scope());
        if (data != null) {
            return new ReplayFolder(DiskTables.open(data.resolve(NAME), origin), null);
        }
        return passing(origin);
    }

    /** Opens one for everybody's states that is gone afterwards. */
    static ReplayFolder passing(Logs logs) {
        return passing(origin(logs, Scope.ALL));
    }

    private static ReplayOrigin origin(Logs logs, Scope scope) {
        return new ReplayOrigin(
                logs.identity(Topics.EVENTS),
                logs.partitions(Topics.EVENTS).size(),
                FoldVersions.KNOWN.newest(),
                scope.toString());
    }

    private static ReplayFolder passing(ReplayOrigin origin) {
        try {
            Path passing = Files.createTempDirectory("sessionfold-replay");
            return new ReplayFolder(DiskTables.open(passing, origin), passing);
        } catch (IOException e) {
            throw CommandException.usage(
                    "Expected a folder for the states of the replay to be creatable, but it was not (" + e
                            + "); replay takes one with --data");
        }
    }

    ReplayTables tables() {
        return tables;
    }

    @Override
    public void close() {
        tables.close();
        if (passing != null) {
            remove(passing);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the folder " + folder + " to be removable", e);
        }
    }
}
