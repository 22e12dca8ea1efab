package io.sessionfold.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.replay.DiskTables;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayException;
import io.sessionfold.engine.replay.ReplayOrigin;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.topology.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A replay that keeps its states goes on where it was, and only there. */
final class ResumeTest {

    private static final Until END = new Until.End();

    /** The first mark of a partition stands before this event. */
    private static final long KILLED_AT = 9_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("INV-44: a replay that went on from a position comes to the states of one that never stopped")
    void aReplayThatWentOnComesToTheSameStates() {
        ChatLog log = new ChatLog().with("acme", 9);
        Path data = folder.resolve("data");
        Until middle = new Until.Positions(new TreeMap<>(Map.of(0, 5L, 1, 7L)));

        replayed(log, data, middle);
        Replayed second = replayed(log, data, END);

        assertThat(second.partitions()).extracting(ReplayedPartition::from).containsExactly(6L, 8L, 0L);
        assertThat(states(log, data)).isEqualTo(States.of(log.logs(), log.schemas(), END, Scope.ALL));
        assertThat(replayed(log, data, END).read()).isZero();
        assertThat(second.counts().toBytes()).isEqualTo(counts(log).toBytes());
    }

    @Test
    @DisplayName("INV-44: what a replay leaves on disk when it is killed goes on to the states of one that never was")
    void whatAKilledReplayLeavesGoesOn() {
        ChatLog log = new ChatLog().withMany(1, 10_000);
        Path data = folder.resolve("data");
        Path left = folder.resolve("left");
        FoldObserver killer = folded -> {
            if (folded.record().offset() == KILLED_AT) {
                // What a killed process leaves is what its files hold at that moment; nothing is closed first.
                copyOnce(data.resolve("tables"), left.resolve("tables"));
            }
        };
        try (ReplayTables tables = open(log, data)) {
            States.run(log.logs(), log.schemas(), tables, END, Scope.ALL, killer);
        }

        Replayed second = replayed(log, left, END);

        assertThat(second.partitions()).extracting(ReplayedPartition::from).containsExactly(0L, 8_192L, 0L);
        assertThat(states(log, left)).isEqualTo(States.of(log.logs(), log.schemas(), END, Scope.ALL));
    }

    @Test
    @DisplayName("states that are further than the replay is to go are refused")
    void statesThatAreTooFarAreRefused() {
        ChatLog log = new ChatLog().with("acme", 9);
        Path data = folder.resolve("data");
        replayed(log, data, END);

        assertThatThrownBy(() -> replayed(log, data, new Until.Positions(new TreeMap<>(Map.of(1, 2L)))))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("begin in an empty folder");
    }

    @Test
    @DisplayName("states that end before what is left of the log are refused")
    void statesThatEndBeforeTheLogBeginsAreRefused() {
        ChatLog log = new ChatLog().with("acme", 9);
        Path data = folder.resolve("data");
        replayed(log, data, new Until.Positions(new TreeMap<>(Map.of(1, 2L))));
        log.logs().removeBefore(log.logs().partitions(Topics.EVENTS).get(1), 7);

        assertThatThrownBy(() -> replayed(log, data, END))
                .isInstanceOf(ReplayException.class)
                .hasMessage(
                        "Expected sessionfold.events-1 to have its records from 3 on, where the states end, but it begins at 7: what was between is gone");
    }

    @Test
    @DisplayName("states of another cluster, scope or fold version are refused, with what differs")
    void foreignStatesAreRefused() {
        ChatLog log = new ChatLog().with("acme", 3);
        Path data = folder.resolve("data");
        replayed(log, data, END);
        log.logs().in("elsewhere");

        assertThatThrownBy(() -> replayed(log, data, END))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("the log is elsewhere/sessionfold.events here and was memory/sessionfold.events");
        assertThatThrownBy(() -> DiskTables.open(
                        data.resolve("tables"),
                        new ReplayOrigin("memory/sessionfold.events", ChatLog.PARTITIONS, 2, "tenant acme")))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("the fold version is 2 here and was 1 there")
                .hasMessageContaining("what is replayed is tenant acme here and was all there");
    }

    @Test
    @DisplayName("states that do not say of which log they are are refused")
    void halfWrittenStatesAreRefused() throws RocksDBException, IOException {
        Path tables = Files.createDirectories(folder.resolve("data").resolve("tables"));
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB db = RocksDB.open(options, tables.toString())) {
            db.put(new byte[] {'s'}, new byte[] {1});
        }

        assertThatThrownBy(() -> open(new ChatLog(), folder.resolve("data")).close())
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("half-written");
    }

    @Test
    @DisplayName("a folder with something else in it, and one in which another replay works, are refused")
    void foldersThatAreNotFreeAreRefused() throws IOException {
        ChatLog log = new ChatLog();
        Path other = Files.createDirectories(folder.resolve("other").resolve("tables"));
        Files.writeString(other.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> open(log, folder.resolve("other")).close())
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("something else");
        try (ReplayTables first = open(log, folder.resolve("data"))) {
            assertThat(first.table(0).mark()).isEmpty();
            assertThatThrownBy(() -> open(log, folder.resolve("data")).close())
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("another replay uses them");
        }
    }

    private static Replayed replayed(ChatLog log, Path data, Until until) {
        try (ReplayTables tables = open(log, data)) {
            return States.run(log.logs(), log.schemas(), tables, until, Scope.ALL, FoldObserver.BLIND);
        }
    }

    private static Map<SessionKey, String> states(ChatLog log, Path data) {
        try (ReplayTables tables = open(log, data)) {
            return States.in(tables, States.run(log.logs(), log.schemas(), tables, END, Scope.ALL, FoldObserver.BLIND));
        }
    }

    private static ProgressCounts counts(ChatLog log) {
        return States.run(log.logs(), log.schemas(), new MemoryTables(), END, Scope.ALL, FoldObserver.BLIND)
                .counts();
    }

    private static ReplayTables open(ChatLog log, Path data) {
        return DiskTables.open(
                data.resolve("tables"),
                new ReplayOrigin(log.logs().identity(Topics.EVENTS), ChatLog.PARTITIONS, 1, Scope.ALL.toString()));
    }

    private static synchronized void copyOnce(Path from, Path to) {
        if (Files.exists(to)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the files to be readable", e);
        }
    }
}
