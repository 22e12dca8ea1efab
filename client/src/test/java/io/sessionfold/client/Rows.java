package io.sessionfold.client;

import io.sessionfold.client.ScriptedServer.Reply;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.RecordJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Rows of sessions, as a server answers them. */
public final class Rows {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

    private Rows() {}

    public static SessionRow row(String sessionKey, long version, String... activeRunIds) {
        return SessionRow.newBuilder()
                .setTenantId("acme")
                .setSessionKey(sessionKey)
                .setSessionId("i-1")
                .setOwnerUserId("ada")
                .setKind("chat")
                .setCreatedAt(TIME)
                .setEventType("SessionCreated")
                .setEventTime(TIME)
                .setRecordTime(TIME)
                .setStateVersion(version)
                .setDesiredState(DesiredState.RUNNING)
                .setDesiredGeneration(1)
                .setPhase(Phase.RUNNING)
                .setState("running")
                .setPhaseLabel("Running")
                .setPhaseSince(TIME)
                .setRunStatus(activeRunIds.length == 0 ? "idle" : "running")
                .setHasActiveRun(activeRunIds.length > 0)
                .setActiveRunIds(List.of(activeRunIds))
                .setAbortedLastRun(false)
                .setRouteAvailable(false)
                .setOpenConnections(0)
                .setQuarantined(false)
                .setPosition(new Position("sessionfold.events", 1, version * 10))
                .setHistoryDigest(ByteBuffer.wrap(new byte[32]))
                .build();
    }

    /** A row as the answer of a read. */
    public static Reply reply(SessionRow row, String position) {
        return Reply.json(200, RecordJson.write(row)).with("Sessionfold-Position", position);
    }

    /** What was decided of a command. */
    static Reply decided(String decided, String position) {
        return Reply.json(
                        202,
                        "{\"decided\":\"%s\",\"reason\":null,\"eventId\":\"e-1\",\"position\":\"%s\",\"session\":null}"
                                .formatted(decided, position))
                .with("Sessionfold-Position", position);
    }
}
