package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import java.time.InstantSource;
import java.util.Map;

/** Holds a cluster against what it is pinned to, and pins one that is not. */
final class PinCheck {

    private final Settings settings;
    private final FoldVersions known;
    private final MetaTopic meta;

    PinCheck(Settings settings, FoldVersions known, Map<String, Object> clients) {
        this.settings = settings;
        this.known = known;
        this.meta = new MetaTopic(clients);
    }

    /**
     * The pin that stands.
     *
     * @param isNew whether nothing was ever written into the log
     */
    ClusterPin check(int partitions, String clusterId, boolean isNew) {
        ClusterPin first = new ClusterPin(partitions, FoldVersions.FIRST, clusterId);
        ClusterPin pinned = meta.read().orElse(null);
        if (pinned == null) {
            pin(first, isNew);
            pinned = meta.read().orElse(first);
        }
        refuse(pinned, first);
        return pinned;
    }

    /**
     * A log without any beginning is in the first version, so a new cluster that is to be in a newer one gets the events
     * that say so. One that lost its pin stays in whatever its log says.
     */
    private void pin(ClusterPin first, boolean isNew) {
        if (!isNew || known.newest() == FoldVersions.FIRST) {
            meta.write(first);
            return;
        }
        try (FoldVersionWriter writer = new FoldVersionWriter(settings, InstantSource.system())) {
            writer.begin(known.newest(), first);
        }
    }

    private void refuse(ClusterPin pinned, ClusterPin now) {
        if (pinned.partitions() != now.partitions()) {
            throw StartException.refused(
                    "Expected %s to have %d partitions, as pinned when this cluster was first started, but it has %d; a key's partition is its hash modulo the count, so histories would be split: restore the topic, or move to a new cluster by replay"
                            .formatted(Topics.EVENTS, pinned.partitions(), now.partitions()));
        }
        if (!pinned.clusterId().equals(now.clusterId())) {
            throw StartException.refused(
                    "Expected cluster '%s', which %s pins, but this is cluster '%s'; check bootstrap.servers"
                            .formatted(pinned.clusterId(), Topics.META, now.clusterId()));
        }
        if (!known.know(pinned.foldVersion())) {
            throw StartException.refused(
                    "Expected fold version %d or newer, as %s pins, but this is version %d; start a newer release"
                            .formatted(pinned.foldVersion(), Topics.META, known.newest()));
        }
    }
}
