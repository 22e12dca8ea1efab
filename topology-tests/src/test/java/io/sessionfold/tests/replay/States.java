package io.sessionfold.tests.replay;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.Replay;
import io.sessionfold.engine.replay.ReplayProgress;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.WriterSchemas;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The states that a replay comes to, in canonical form. */
final class States {

    static final int THREADS = 2;

    private States() {}

    /** Replays into memory. */
    static Map<SessionKey, String> of(Logs logs, WriterSchemas schemas, Until until, Scope scope) {
        MemoryTables tables = new MemoryTables();
        return in(tables, run(logs, schemas, tables, until, scope, FoldObserver.BLIND));
    }

    static Replayed run(
            Logs logs, WriterSchemas schemas, ReplayTables tables, Until until, Scope scope, FoldObserver observer) {
        return new Replay(logs, FoldVersions.KNOWN, schemas, tables, StartFrom.BEGINNING, THREADS)
                .run(until, scope, observer, new ReplayProgress());
    }

    /** Sessions and guards as the live stores would have them, in hexadecimal. */
    static Map<SessionKey, String> in(ReplayTables tables, Replayed replayed) {
        Map<SessionKey, String> states = new TreeMap<>();
        SessionCodec sessions = new SessionCodec();
        GuardCodec guards = new GuardCodec();
        replayed.partitions()
                .forEach(one -> tables.table(one.stretch().partition().partition())
                        .forEach((key, state) -> states.put(
                                key,
                                (state.session() == null ? "" : hex(sessions.encode(state.session())))
                                        + '/'
                                        + hex(guards.encode(state.guards())))));
        return states;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
