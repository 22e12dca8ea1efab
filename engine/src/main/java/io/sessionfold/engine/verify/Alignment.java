package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what follows from the log and what stands in a topic side by side: each record exactly once, and in order
 * (INV-44). Where they part, it looks a few records ahead on both sides to say what happened, and goes on behind it, so
 * that one record in the wrong is one finding.
 *
 * <p>Two values are the same if they are equal as records of the contract, and written the same way if they were written
 * with the same schema: what id a registry gave to it is no part of them. Not thread-safe.
 */
final class Alignment<T extends SpecificRecord> {

    /** How far apart two places of one record may be and still be told from a missing and an added one. */
    static final int WINDOW = 256;

    private final OutputForm<T> form;
    private final FoundRecords<T> topic;
    private final Cleanup cleanup;
    private final Findings findings;
    private final Deque<Expected<T>> expected = new ArrayDeque<>();

    /** The last records that were as they have to be, by name: where the event stands that each follows from. */
    private final Map<String, Position> matched = new LinkedHashMap<>();

    /** By key, the first record that compaction may have removed, as long as no later one of its key was seen. */
    private final Map<String, Expected<T>> replaced = new HashMap<>();

    private long behindRequired;
    private boolean isBegun;
    private boolean isExhausted;
    private long same;
    private long unprovable;

    Alignment(OutputForm<T> form, FoundRecords<T> topic, Cleanup cleanup, Findings findings) {
        this.form = form;
        this.topic = topic;
        this.cleanup = cleanup;
        this.findings = findings;
        this.behindRequired = topic.beginning();
    }

    /** One more record follows from the log. */
    void expect(String recordKey, @Nullable T value, Position cause, long recordTimeMs, boolean isRequired) {
        String identity = value == null ? "tombstone" : form.identity().apply(value);
        expected.addLast(new Expected<>(recordKey, value, identity, cause, recordTimeMs, isRequired));
        while (!expected.isEmpty()) {
            if (matchHeads()) {
                pop();
            } else if (expected.size() > WINDOW) {
                resolve();
            } else {
                return;
            }
        }
    }

    /** Nobody can say what follows from the rest of the log. */
    void breakOff() {
        compareRest();
        replaced.clear();
    }

    /** Nothing more follows from the log. */
    void finish() {
        compareRest();
        for (Found<T> found = topic.peek(); found != null; found = topic.peek()) {
            topic.take();
            extra(found);
        }
        replaced.values().forEach(this::missing);
        replaced.clear();
    }

    /** The first offset behind everything that follows from where the live fold had been when the verification began. */
    long behindRequired() {
        return behindRequired;
    }

    /** How many records are as they have to be. */
    long same() {
        return same;
    }

    /** How many records of the past nobody can ask for any more. */
    long unprovable() {
        return unprovable - replaced.size();
    }

    private void compareRest() {
        while (!expected.isEmpty()) {
            if (matchHeads()) {
                pop();
            } else {
                resolve();
            }
        }
    }

    private boolean matchHeads() {
        Expected<T> wanted = expected.peekFirst();
        Found<T> found = topic.peek();
        return wanted != null
                && found != null
                && found.unreadable() == null
                && wanted.recordKey().equals(found.recordKey())
                && wanted.identity().equals(found.identity())
                && Objects.equals(wanted.value(), found.value())
                && hasItsBytes(wanted.value(), found.body());
    }

    /** Some bytes stand for the same value: under our own schema there is one way to write it. */
    private static <T extends SpecificRecord> boolean hasItsBytes(@Nullable T value, @Nullable ByteBuffer body) {
        return value == null || body == null || body.equals(ByteBuffer.wrap(Canonical.bytes(value)));
    }

    private void pop() {
        remember(expected.removeFirst(), topic.take());
        same++;
    }

    private void remember(Expected<T> wanted, Found<T> found) {
        isBegun = true;
        if (wanted.isRequired()) {
            behindRequired = Math.max(behindRequired, found.at().offset() + 1);
        }
        replaced.remove(found.recordKey());
        matched.put(name(wanted), wanted.cause());
        if (matched.size() > WINDOW) {
            Iterator<String> oldest = matched.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The heads differ: says why, and removes at least one of them. */
    private void resolve() {
        Expected<T> wanted = expected.getFirst();
        Found<T> found = topic.peek();
        if (found == null) {
            lackHead(wanted);
            return;
        }
        boolean isWantedAhead = isAhead(wanted);
        if (!isWantedAhead && mayBeGone(wanted, found)) {
            gone(expected.removeFirst());
        } else if (found.unreadable() != null) {
            topic.take();
            if (!isWantedAhead) {
                expected.removeFirst();
            }
            findings.add(finding(Kind.RECORD_UNREADABLE, wanted, found, text(wanted), found.unreadable()));
        } else if (isSame(wanted, found)) {
            expected.removeFirst();
            changed(wanted, topic.take());
        } else if (isExpected(found)) {
            misplaced(wanted, found, isWantedAhead);
        } else if (isWantedAhead || matched.containsKey(name(found))) {
            extra(topic.take());
        } else if (isAbout(wanted, found)) {
            expected.removeFirst();
            changed(wanted, topic.take());
        } else {
            missing(expected.removeFirst());
            extra(topic.take());
        }
    }

    private void lackHead(Expected<T> wanted) {
        if (!wanted.isRequired()) {
            // The live fold was not here yet when the ends were asked for; what follows is later still.
            expected.clear();
        } else if (isExhausted || !topic.hasMore()) {
            // Waited for once: what has not shown by now was not committed.
            isExhausted = true;
            expected.removeFirst();
            if (cleanup.mayHaveRemoved(form.topic(), wanted.recordTimeMs())) {
                gone(wanted);
            } else {
                missing(wanted);
            }
        }
    }

    /** The record that is found comes later in the log: either the wanted one is missing, or the two changed places. */
    private void misplaced(Expected<T> wanted, Found<T> found, boolean isWantedAhead) {
        expected.removeFirst();
        if (!isWantedAhead) {
            missing(wanted);
            return;
        }
        Found<T> itself = takeAhead(wanted);
        remember(wanted, itself);
        findings.add(finding(
                Kind.RECORDS_SWAPPED,
                wanted,
                itself,
                text(wanted) + " before " + text(found),
                "it comes behind it, which stands at " + found.at()));
    }

    private void changed(Expected<T> wanted, Found<T> found) {
        remember(wanted, found);
        T left = wanted.value();
        T right = found.value();
        if (left == null || right == null || !wanted.recordKey().equals(found.recordKey())) {
            findings.add(finding(Kind.RECORD_CHANGED, wanted, found, text(wanted), "there is " + text(found)));
            return;
        }
        FieldDifferences.Sides sides = left.equals(right)
                ? new FieldDifferences.Sides("the bytes that stand for it", "other bytes that stand for it")
                : FieldDifferences.between(left, right);
        findings.add(finding(
                Kind.RECORD_CHANGED,
                wanted,
                found,
                "the " + form.noun() + " with " + sides.expected(),
                "it has " + sides.actual()));
    }

    private void missing(Expected<T> wanted) {
        findings.add(new Finding(
                Kind.RECORD_MISSING,
                form.topic(),
                wanted.recordKey(),
                wanted.cause(),
                null,
                wanted.recordTimeMs(),
                text(wanted) + " in " + form.topic(),
                "it is not there"));
    }

    /** A record that nothing expects here. */
    private void extra(Found<T> found) {
        if (!found.isJudged()) {
            return;
        }
        replaced.remove(found.recordKey());
        Position first = matched.get(name(found));
        boolean isSecond = first != null;
        findings.add(new Finding(
                isSecond ? Kind.RECORD_DOUBLED : Kind.RECORD_UNEXPECTED,
                form.topic(),
                found.recordKey(),
                found.cause() == null ? first : found.cause(),
                found.at(),
                found.recordTimeMs(),
                isSecond ? text(found) + " once" : "no " + form.noun() + " here that does not follow from the log",
                isSecond ? "it is there once more" : "there is " + text(found)));
    }

    private void gone(Expected<T> wanted) {
        unprovable++;
        if (isBegun || !topic.hasLostItsBeginning()) {
            replaced.putIfAbsent(wanted.recordKey(), wanted);
        }
    }

    /** Whether Kafka may have removed a record by itself: compacted away, or with the beginning of the topic. */
    private boolean mayBeGone(Expected<T> wanted, Found<T> found) {
        if (!isBegun && topic.hasLostItsBeginning()) {
            return true;
        }
        boolean isLater = found.cause() != null
                && found.cause().partition() == wanted.cause().partition()
                && found.cause().offset() > wanted.cause().offset();
        return (isLater || isExpected(found)) && cleanup.mayHaveRemoved(form.topic(), wanted.recordTimeMs());
    }

    private boolean isAhead(Expected<T> wanted) {
        return topic.ahead(WINDOW).stream().anyMatch(found -> isSame(wanted, found));
    }

    private boolean isExpected(Found<T> found) {
        return expected.stream().anyMatch(wanted -> isSame(wanted, found));
    }

    private Found<T> takeAhead(Expected<T> wanted) {
        Found<T> itself = topic.ahead(WINDOW).stream()
                .filter(found -> isSame(wanted, found))
                .findFirst()
                .orElseThrow();
        return topic.take(itself);
    }

    private static boolean isSame(Expected<?> wanted, Found<?> found) {
        return found.unreadable() == null
                && wanted.recordKey().equals(found.recordKey())
                && wanted.identity().equals(found.identity());
    }

    /** Whether a record that has another name is about the same session or the same event, so that its name was changed. */
    private static boolean isAbout(Expected<?> wanted, Found<?> found) {
        return wanted.recordKey().equals(found.recordKey()) || wanted.cause().equals(found.cause());
    }

    private String text(Expected<T> wanted) {
        return "the " + form.noun() + " of " + wanted.identity() + " of '" + wanted.recordKey() + "'";
    }

    private String text(Found<T> found) {
        return found.unreadable() != null
                ? found.unreadable()
                : "the " + form.noun() + " of " + found.identity() + " of '" + found.recordKey() + "'";
    }

    private static String name(Expected<?> wanted) {
        return wanted.recordKey() + '\n' + wanted.identity();
    }

    private static String name(Found<?> found) {
        return found.recordKey() + '\n' + found.identity();
    }

    /** A record that was found may name an earlier event than the one that is expected: one that the log has no more. */
    private Finding finding(
            Kind kind, Expected<T> wanted, Found<T> found, String isExpected, @Nullable String isActual) {
        Position cause = found.cause();
        boolean isEarlier = cause != null
                && cause.topic().equals(wanted.cause().topic())
                && cause.partition() == wanted.cause().partition()
                && cause.offset() < wanted.cause().offset();
        return new Finding(
                kind,
                form.topic(),
                wanted.recordKey(),
                isEarlier ? cause : wanted.cause(),
                found.at(),
                isEarlier ? Math.min(found.recordTimeMs(), wanted.recordTimeMs()) : wanted.recordTimeMs(),
                isExpected,
                String.valueOf(isActual));
    }
}
