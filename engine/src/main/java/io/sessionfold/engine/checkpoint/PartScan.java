package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointBegun;
import io.sessionfold.contract.CheckpointEnded;
import io.sessionfold.engine.log.Span;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Goes over the records of one checkpoint on one partition of the topic, and says whether it is whole. Not thread-safe. */
final class PartScan {

    private final String id;
    private final TopicPartition at;
    private final long from;
    private final CheckpointDigest digest = new CheckpointDigest();
    private @Nullable CheckpointBegun begun;
    private @Nullable String damage;
    private boolean isEnded;
    private long states;
    private long to;

    PartScan(String id, TopicPartition at, long from) {
        this.id = id;
        this.at = at;
        this.from = from;
    }

    /** Takes the next record. */
    void add(Object part, byte[] framed, long offset) {
        to = offset + 1;
        if (isEnded) {
            damaged("to end with its end, but it goes on at %d".formatted(offset));
        }
        if (part instanceof CheckpointEnded ended) {
            end(ended);
            return;
        }
        digest.add(framed);
        if (!(part instanceof CheckpointBegun beginning)) {
            states++;
        } else if (begun == null) {
            begun = beginning;
        } else {
            damaged("to begin once, but it begins again at %d".formatted(offset));
        }
        if (begun == null) {
            damaged("to have its beginning, but its first record, at %d, is a state: the beginning was removed"
                    .formatted(offset));
        }
    }

    /** A record that may be one of this checkpoint cannot be read. */
    void unreadable(long offset, String why) {
        if (!isEnded) {
            damaged("to be readable, but at %d is a record that is not: %s".formatted(offset, why));
        }
    }

    StoredPart result() {
        if (!isEnded) {
            damaged("to have an end, but it has none: it is half-written");
        }
        return new StoredPart(id, at.partition(), begun, new Span(from, to), states, damage);
    }

    private void end(CheckpointEnded ended) {
        isEnded = true;
        ByteBuffer found = digest.result();
        if (ended.getStates() != states) {
            damaged("to have %d states, as its end says, but it has %d".formatted(ended.getStates(), states));
        } else if (!ended.getSha256().equals(found)) {
            damaged("to have the SHA-256 %s, as its end says, but it has %s: a record was changed"
                    .formatted(hex(ended.getSha256()), hex(found)));
        }
    }

    /** The first thing that is wrong explains the others. */
    private void damaged(String butItIs) {
        if (damage == null) {
            damage = "Expected the checkpoint %s on %s %s".formatted(id, at, butItIs);
        }
    }

    private static String hex(ByteBuffer hash) {
        return HexFormat.of().formatHex(CheckpointCodec.bytes(hash));
    }
}
