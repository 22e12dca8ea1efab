package io.sessionfold.engine.verify;

/** What the parts of one verification share. */
record Work(
        Subject subject,
        Snapshot snapshot,
        Beginnings beginnings,
        KeptStates kept,
        Unknown unknown,
        Crossings crossings,
        Findings findings,
        Tally tally,
        Meter meter) {}
