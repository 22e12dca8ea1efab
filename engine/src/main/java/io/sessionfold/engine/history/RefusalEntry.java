package io.sessionfold.engine.history;

/** Where the refusal of an event lies in rejected-events. */
record RefusalEntry(long offset, long refusalOffset) {}
