package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that leave one partition and arrive on any: dead letters, re-routed records, registrations of runs,
 * failures of runs. Each has a name of its own; each has to arrive once, unchanged, and those from one partition to one
 * other in order. What is sent and what arrived may be told in any order, by any thread; memory grows with their number.
 */
final class Crossing {

    private final String topic;
    private final String noun;
    private final Kind kindIfUnexpected;
    private final Map<String, Sent> sent = new HashMap<>();
    private final List<Arrived> arrived = new ArrayList<>();
    private long resting;

    /**
     * @param topic where they arrive
     * @param noun what one is called in a sentence
     */
    Crossing(String topic, String noun) {
        this(topic, noun, Kind.RECORD_UNEXPECTED);
    }

    /** @param kindIfUnexpected what one is that nothing led to */
    Crossing(String topic, String noun, Kind kindIfUnexpected) {
        this.topic = topic;
        this.noun = noun;
        this.kindIfUnexpected = kindIfUnexpected;
    }

    /**
     * A record that follows from the log.
     *
     * @param hash of its canonical form
     * @param order where it stands among those of its partition of origin
     * @param kindIfMissing what it is if it never arrives
     */
    record Sent(
            String name,
            @Nullable String recordKey,
            long hash,
            Position cause,
            long order,
            long recordTimeMs,
            boolean isRequired,
            Kind kindIfMissing) {}

    /**
     * A record that stands in the topic.
     *
     * @param cause where it says that it comes from; null if it does not say
     */
    record Arrived(
            String name,
            @Nullable String recordKey,
            long hash,
            @Nullable Position cause,
            Position at,
            long recordTimeMs,
            boolean isJudged) {}

    synchronized void sent(List<Sent> records) {
        records.forEach(record -> sent.put(record.name(), record));
    }

    synchronized void arrived(List<Arrived> records) {
        arrived.addAll(records);
    }

    /**
     * All are told: says what is wrong; how many are as they have to be.
     *
     * @param isWhole whether every partition of every input was folded; if not, what one side lacks proves nothing
     * @param isFromBefore whether nothing may have led to a record because its cause lies before a checkpoint
     * @param isThereBefore whether a record may be missing because it arrived before one
     */
    synchronized long settle(
            Findings findings, boolean isWhole, Predicate<Arrived> isFromBefore, Predicate<Sent> isThereBefore) {
        resting = 0;
        long same = 0;
        Map<String, Position> places = new HashMap<>();
        Map<String, Sent> lastOfLane = new HashMap<>();
        arrived.sort(Comparator.comparing((Arrived record) -> record.at().topic())
                .thenComparing(record -> record.at().partition())
                .thenComparing(record -> record.at().offset()));
        for (Arrived record : arrived) {
            Sent origin = sent.get(record.name());
            if (origin == null) {
                // A quarantine stands behind what it is about, in the same partition: that much was folded.
                if (isFromBefore.test(record)) {
                    resting++;
                } else if (isWhole || kindIfUnexpected == Kind.QUARANTINE_FORGED) {
                    unexpected(record, findings);
                }
                continue;
            }
            Position first = places.putIfAbsent(record.name(), record.at());
            if (first != null) {
                findings.add(finding(
                        Kind.RECORD_DOUBLED,
                        origin,
                        record.at(),
                        "the %s once, as at %s".formatted(noun, first),
                        "it is there once more"));
            } else if (origin.hash() != record.hash()) {
                findings.add(finding(
                        Kind.RECORD_CHANGED,
                        origin,
                        record.at(),
                        "the %s as it follows from the log".formatted(noun),
                        "it was changed"));
            } else if (isBehind(origin, lastOfLane.put(lane(origin, record), origin))) {
                findings.add(finding(
                        Kind.RECORDS_SWAPPED,
                        origin,
                        record.at(),
                        "the %s in the order of the log".formatted(noun),
                        "it comes behind a later one"));
            } else {
                same++;
            }
        }
        for (Sent record : sent.values()) {
            if (places.containsKey(record.name())) {
                continue;
            }
            if (isThereBefore.test(record)) {
                resting++;
            } else if (isWhole && record.isRequired()) {
                findings.add(missing(record));
            }
        }
        return same;
    }

    /** Where they arrive. */
    String topic() {
        return topic;
    }

    /** How many are neither missing nor unexpected only because their other side lies before a checkpoint. */
    synchronized long resting() {
        return resting;
    }

    /** 64 bits of the SHA-256 of a canonical form. */
    static long hash(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
                sha.update(part);
            }
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }

    private static boolean isBehind(Sent record, @Nullable Sent before) {
        return before != null && record.order() < before.order();
    }

    private static String lane(Sent origin, Arrived record) {
        return origin.cause().topic()
                + '-'
                + origin.cause().partition()
                + '>'
                + record.at().partition();
    }

    private void unexpected(Arrived record, Findings findings) {
        if (record.isJudged()) {
            findings.add(new Finding(
                    kindIfUnexpected,
                    topic,
                    record.recordKey(),
                    record.cause(),
                    record.at(),
                    record.recordTimeMs(),
                    "no %s that does not follow from the log".formatted(noun),
                    "there is one"));
        }
    }

    private Finding missing(Sent record) {
        return record.kindIfMissing() == Kind.SCHEMA_LOST
                ? finding(
                        Kind.SCHEMA_LOST,
                        record,
                        null,
                        "the registry to know the schema that the event was written with, or a dead letter that says it did not",
                        "it does not know it, and there is no such dead letter")
                : finding(
                        record.kindIfMissing(), record, null, "the %s in %s".formatted(noun, topic), "it is not there");
    }

    private Finding finding(Kind kind, Sent record, @Nullable Position at, String expected, String actual) {
        return new Finding(
                kind, topic, record.recordKey(), record.cause(), at, record.recordTimeMs(), expected, actual);
    }
}
