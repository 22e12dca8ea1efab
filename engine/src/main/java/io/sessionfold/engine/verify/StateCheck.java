package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the live states of one partition against those of the log folded again, each where the replay stands at the
 * position of the live one: that is where the live fold was when the verification began, or behind it, because the live one
 * goes on. Not thread-safe.
 */
final class StateCheck {

    private final StateForm form;
    private final Map<String, byte[]> live;
    private final LiveStates source;
    private final Findings findings;

    /** Live states that no replayed one was equal to yet. */
    private final Map<String, Replayed> open = new HashMap<>();

    private final Set<String> judged = new HashSet<>();
    private boolean isRefreshed;
    private long same;

    StateCheck(StateForm form, LiveStates source, Findings findings) {
        this.form = form;
        this.live = source.byName();
        this.source = source;
        this.findings = findings;
    }

    /**
     * A replayed state.
     *
     * @param name under which its form knows it
     * @param bytes null if the key has none
     * @param at the last event that it has folded, or where the replay stands if it does not say
     */
    record Replayed(String name, @Nullable ByteBuffer bytes, Position at, long recordTimeMs) {

        static Replayed of(String name, byte @Nullable [] bytes, Position at, long recordTimeMs) {
            return new Replayed(name, bytes == null ? null : ByteBuffer.wrap(bytes), at, recordTimeMs);
        }

        /** Whether a live state, or that there is none, is the same. */
        boolean is(byte @Nullable [] live) {
            return bytes == null ? live == null : live != null && bytes.equals(ByteBuffer.wrap(live));
        }
    }

    /** The replay stands where the live fold stood; told of every state that it has there. */
    void atProgress(Replayed replayed) {
        judged.add(replayed.name());
        byte[] other = live.get(replayed.name());
        if (!isRefreshed && !replayed.is(other) && mayBeOld(other, replayed)) {
            refresh();
            other = live.get(replayed.name());
        }
        if (replayed.is(other)) {
            same++;
        } else if (other != null && isBehind(other, replayed)) {
            differ(replayed, other);
        } else {
            open.put(replayed.name(), replayed);
        }
    }

    /** Every state was told; what is live beside them may follow from what comes. */
    void allTold(Position at, long recordTimeMs) {
        if (!isRefreshed && beside(at, recordTimeMs).stream().anyMatch(none -> mayBeOld(live.get(none.name()), none))) {
            refresh();
        }
        beside(at, recordTimeMs).forEach(none -> open.put(none.name(), none));
    }

    /** Whether the live states were read again when the replay stood there: some may be ahead of what is folded. */
    boolean isRefreshed() {
        return isRefreshed;
    }

    /** Whether a key's next state has to be told: it is behind the live fold's position, and some live state waits for it. */
    boolean isOpen(String name) {
        return open.containsKey(name);
    }

    /** What is open. */
    Set<String> open() {
        return open.keySet();
    }

    /** The state of an open key after one event more. */
    void after(Replayed replayed) {
        byte[] other = live.get(replayed.name());
        if (replayed.is(other)) {
            open.remove(replayed.name());
            same += other == null ? 0 : 1;
        } else if (other != null && form.offset(other) == replayed.at().offset()) {
            open.remove(replayed.name());
            differ(replayed, other);
        }
    }

    /** The replay stands at the end. */
    void finish() {
        open.forEach((key, replayed) -> {
            byte[] other = live.get(key);
            if (other != null && replayed.bytes() != null) {
                differ(replayed, other);
            } else if (other == null) {
                found(Kind.STATE_MISSING, replayed, replayed.at(), "a live " + form.noun(), "there is none");
            } else {
                unexpected(replayed, other);
            }
        });
        open.clear();
    }

    /** How many live states are as they have to be. */
    long same() {
        return same;
    }

    /** That the log leads to none there, for each live state that was not told. */
    private List<Replayed> beside(Position at, long recordTimeMs) {
        return live.keySet().stream()
                .filter(name -> !judged.contains(name))
                .map(name -> new Replayed(name, null, at, recordTimeMs))
                .toList();
    }

    private void refresh() {
        isRefreshed = true;
        source.refresh();
    }

    /** Whether a live state may be one from before the place where the live fold stood, because another was not seen yet. */
    private boolean mayBeOld(byte @Nullable [] other, Replayed replayed) {
        return other == null
                || form.offset(other) < replayed.at().offset()
                || (replayed.bytes() == null && isBehind(other, replayed));
    }

    private boolean isBehind(byte[] other, Replayed replayed) {
        long offset = form.offset(other);
        return offset >= 0 && offset <= replayed.at().offset();
    }

    private void differ(Replayed replayed, byte[] other) {
        long offset = form.offset(other);
        if (offset >= 0 && offset != replayed.at().offset()) {
            found(
                    Kind.STATE_DIFFERS,
                    replayed,
                    replayed.at(),
                    "the live %s to stand at offset %d"
                            .formatted(form.noun(), replayed.at().offset()),
                    "it stands at offset " + offset);
            return;
        }
        FieldDifferences.Sides sides = form.differences(
                Objects.requireNonNull(replayed.bytes(), "bytes").array(), other);
        found(
                Kind.STATE_DIFFERS,
                replayed,
                replayed.at(),
                "the live %s to have %s".formatted(form.noun(), sides.expected()),
                "it has " + sides.actual());
    }

    private void unexpected(Replayed replayed, byte[] other) {
        long offset = form.offset(other);
        Position at = offset < 0
                ? replayed.at()
                : new Position(replayed.at().topic(), replayed.at().partition(), offset);
        found(
                Kind.STATE_UNEXPECTED,
                replayed,
                at,
                "no live " + form.noun() + ", as the log leads to none",
                offset < 0 ? "there is one" : "there is one that says it stands at " + at);
    }

    private void found(Kind kind, Replayed replayed, Position at, String expected, String actual) {
        findings.add(new Finding(
                kind,
                form.store(),
                form.recordKey(replayed.name()),
                at,
                null,
                replayed.recordTimeMs(),
                expected,
                actual));
    }
}
