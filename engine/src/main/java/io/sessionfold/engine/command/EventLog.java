package io.sessionfold.engine.command;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.LifecycleEvent;
import java.util.concurrent.CompletableFuture;

/** The logs that the door writes to. Thread-safe. Every answer comes, and within a bounded time; none is an exception. */
public interface EventLog {

    /** Appends an event to the sessions' events. Those that one thread appends keep their order within a session. */
    CompletableFuture<Appended> append(LifecycleEvent event);

    /** Appends an event to the applications' events. */
    CompletableFuture<Appended> append(ApplicationEvent event);
}
