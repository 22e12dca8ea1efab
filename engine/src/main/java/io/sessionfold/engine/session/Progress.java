package io.sessionfold.engine.session;

/**
 * How far a session's history was folded: the position and times of its last event, and the digest up to it.
 *
 * @param recordTimeMs the largest record time so far: every deadline counts on this axis, which never goes back
 * @param eventTimeMicros the last event's own claim
 */
public record Progress(Position position, long recordTimeMs, long eventTimeMicros, HistoryDigest digest) {

    static final Progress NONE = new Progress(Position.before("", 0), 0, 0, HistoryDigest.NONE);

    Progress after(RecordedEvent event) {
        return new Progress(
                event.position(),
                Math.max(recordTimeMs, event.recordTimeMs()),
                event.envelope().eventTimeMicros(),
                digest.next(event.recordTimeMs(), event.body()));
    }
}
