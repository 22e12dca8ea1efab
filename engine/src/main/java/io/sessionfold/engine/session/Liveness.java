package io.sessionfold.engine.session;

/** How a run showed that it lives (INV-19). */
public enum Liveness {
    HEARTBEAT,
    OUTPUT,
    TOOL,
    ACK,
    UNKNOWN
}
