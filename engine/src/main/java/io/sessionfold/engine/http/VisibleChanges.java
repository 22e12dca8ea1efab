package io.sessionfold.engine.http;

import io.sessionfold.engine.access.Authorization;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.ChangeFeed;
import io.sessionfold.engine.query.PositionToken;
import java.time.Duration;
import java.util.List;

/**
 * The changes that a caller may see (INV-38). Whoever sees their own sessions alone learns of a deletion by the session's last
 * row, which has its owner; the tombstone behind it has none, and is for those who see the tenant.
 */
final class VisibleChanges implements ChangeFeed {

    private final ChangeFeed feed;
    private final Caller caller;

    VisibleChanges(ChangeFeed feed, Caller caller) {
        this.feed = feed;
        this.caller = caller;
    }

    @Override
    public List<Change> poll(Duration patience) {
        return feed.poll(patience).stream().filter(this::isVisible).toList();
    }

    @Override
    public PositionToken position() {
        return feed.position();
    }

    @Override
    public boolean isCut() {
        return feed.isCut();
    }

    @Override
    public void close() {
        feed.close();
    }

    private boolean isVisible(Change change) {
        if (change instanceof Change.Changed changed) {
            return Authorization.seesRowOf(
                    caller, changed.row().getTenantId(), changed.row().getOwnerUserId());
        }
        if (change instanceof Change.Deleted deleted) {
            return Authorization.seesRowOf(caller, deleted.key().tenantId(), null);
        }
        return true;
    }
}
