package io.sessionfold.engine.verify;

/** What the parts of one verification share. */
record Work(Subject subject, Snapshot snapshot, Crossings crossings, Findings findings, Tally tally, Meter meter) {}
