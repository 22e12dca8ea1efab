package io.sessionfold.engine.http;

import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.peer.PeerPasses;
import io.sessionfold.engine.query.CopyReads;
import io.sessionfold.engine.query.LocalApplications;
import io.sessionfold.engine.query.LocalParked;
import io.sessionfold.engine.query.LocalParts;
import io.sessionfold.engine.query.LocalSessions;

/** What this instance answers to the others: its own stores and index alone. */
public record PeerPorts(
        LocalSessions sessions,
        CopyReads copies,
        LocalParts parts,
        LocalApplications applications,
        LocalParked parked,
        HistoryQuery history,
        PeerPasses passes) {}
