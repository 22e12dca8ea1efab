package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.List;

/** The changes of one tenant's sessions, in order within a session. For one thread. */
public interface ChangeFeed extends AutoCloseable {

    /** What happened since the last call; waits until something does, at most for {@code patience}. */
    List<Change> poll(Duration patience);

    @Override
    void close();
}
