package io.sessionfold.engine.query;

import java.time.Duration;
import java.util.List;

/** The changes of one tenant's sessions, in order within a session. For one thread. */
public interface ChangeFeed extends AutoCloseable {

    /** What happened since the last call; waits until something does, at most for {@code patience}. */
    List<Change> poll(Duration patience);

    /** Where to go on after what was polled. It moves on while other tenants' sessions change, too. */
    PositionToken position();

    /** Whether it has ended: its reader was too slow, or Kafka does not answer. Whoever opens another loses nothing. */
    boolean isCut();

    @Override
    void close();
}
