package io.sessionfold.tests.changes;

import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.ChangeFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A reader of a feed that writes down what it is told: {@code s-1@3} for a row, {@code s-1 gone}, {@code reset}. */
final class Reader {

    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ChangeFeed feed;
    private final List<String> told = new ArrayList<>();

    Reader(ChangeFeed feed) {
        this.feed = feed;
    }

    /** Reads on until it was told so many things, or is cut. */
    List<String> told(int count) {
        Awaitility.await(count + " changes").atMost(PATIENCE).pollInSameThread().until(() -> {
            feed.poll(A_MOMENT).forEach(change -> told.add(said(change)));
            return told.size() >= count || feed.isCut();
        });
        return List.copyOf(told);
    }

    private static String said(Change change) {
        if (change instanceof Change.Changed changed) {
            return changed.row().getSessionKey() + '@' + changed.row().getStateVersion();
        }
        return change instanceof Change.Deleted deleted ? deleted.key().sessionKey() + " gone" : "reset";
    }
}
