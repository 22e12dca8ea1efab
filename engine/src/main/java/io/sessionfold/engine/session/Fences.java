package io.sessionfold.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers to tell a new event from an old one: a fence per producer, and the events decided last. They
 * move for every decided event, refused ones too, so that a redelivered refusal is never admitted later (INV-21, INV-25).
 *
 * @param producers the longest unused first
 */
public record Fences(List<ProducerFence> producers, RecentEvents recent) {

    /** How many producers are remembered: gateways, controllers and workers that write for one session at a time. */
    public static final int PRODUCERS_MAX = 16;

    /** Nothing seen yet. */
    public static final Fences NONE = new Fences(List.of(), RecentEvents.NONE);

    /** How an event stands to the fence of its producer. */
    public enum Standing {
        FRESH,
        GAP,
        STALE_EPOCH,
        STALE_SEQUENCE
    }

    /** Compares an event's claims with the fence; an absent epoch counts as 0 where a sequence is claimed. */
    public Standing standing(Envelope event) {
        Long sequence = event.producerSequence();
        if (event.producerEpoch() == null && sequence == null) {
            return Standing.FRESH;
        }
        ProducerFence fence = fenceOf(event.producerId()).orElse(null);
        if (fence == null || epochOf(event) > fence.epoch()) {
            return Standing.FRESH;
        }
        if (epochOf(event) < fence.epoch()) {
            return Standing.STALE_EPOCH;
        }
        if (sequence == null) {
            return Standing.FRESH;
        }
        if (sequence <= fence.sequence()) {
            return Standing.STALE_SEQUENCE;
        }
        return fence.sequence() > 0 && sequence > fence.sequence() + 1 ? Standing.GAP : Standing.FRESH;
    }

    /** Why the marks refuse an event, and the same in a sentence. */
    record Objection(RejectionReason reason, String sentence) {}

    /** Whether an event was seen before, or is older than what was; null if there is nothing against it. */
    @Nullable
    Objection objection(Envelope event) {
        OptionalInt earlier = recent.find(event.eventId());
        if (earlier.isPresent()) {
            return new Objection(
                    RejectionReason.DUPLICATE,
                    "Expected event '%s' to be new, but it was decided before: %s"
                            .formatted(event.eventId(), Decision.nameOf((byte) earlier.getAsInt())));
        }
        return switch (standing(event)) {
            case STALE_EPOCH ->
                new Objection(
                        RejectionReason.STALE_EPOCH,
                        "Expected producer '%s' to write in its newest epoch, but epoch %s is below it"
                                .formatted(event.producerId(), event.producerEpoch()));
            case STALE_SEQUENCE ->
                new Objection(
                        RejectionReason.STALE_SEQUENCE,
                        "Expected producer '%s' to write a sequence above the last, but %s is not"
                                .formatted(event.producerId(), event.producerSequence()));
            case FRESH, GAP -> null;
        };
    }

    /** What was decided of an event before, in a word; null if nothing is remembered. */
    @Nullable
    String decisionOn(Envelope event) {
        OptionalInt earlier = recent.find(event.eventId());
        return earlier.isPresent() ? Decision.nameOf((byte) earlier.getAsInt()) : null;
    }

    /** With the marks of a decided event moved; a fence never goes back. */
    public Fences with(Envelope event, byte decisionCode) {
        return new Fences(moved(event), recent.with(event.eventId(), decisionCode));
    }

    /** With the marks of a duplicate moved; its first decision stays the one that is remembered. */
    public Fences again(Envelope event) {
        return new Fences(moved(event), recent);
    }

    /** With an event remembered whose producer's marks may not move: what it wrote before waits to be decided. */
    Fences remembering(String eventId, byte decisionCode) {
        return new Fences(producers, recent.with(eventId, decisionCode));
    }

    /** Without the memory of an event. */
    Fences forgetting(String eventId) {
        return new Fences(producers, recent.without(eventId));
    }

    /** The fence of a producer, if it is remembered. */
    public Optional<ProducerFence> fenceOf(String producerId) {
        for (ProducerFence fence : producers) {
            if (fence.producerId().equals(producerId)) {
                return Optional.of(fence);
            }
        }
        return Optional.empty();
    }

    private List<ProducerFence> moved(Envelope event) {
        boolean claims = event.producerEpoch() != null || event.producerSequence() != null;
        // An oversized name is refused, and a refusal moves marks: it may not grow the state on the way.
        if (!claims || !Limits.isId(event.producerId())) {
            return producers;
        }
        ProducerFence fence = fenceOf(event.producerId()).orElse(null);
        List<ProducerFence> next = new ArrayList<>(producers);
        if (fence != null) {
            next.remove(fence);
        } else if (next.size() == PRODUCERS_MAX) {
            next.remove(0);
        }
        next.add(advanced(fence, event));
        return List.copyOf(next);
    }

    private static ProducerFence advanced(@Nullable ProducerFence fence, Envelope event) {
        long epoch = epochOf(event);
        long sequence = event.producerSequence() == null ? 0 : event.producerSequence();
        if (fence == null || epoch > fence.epoch()) {
            return new ProducerFence(event.producerId(), epoch, sequence);
        }
        return epoch < fence.epoch()
                ? fence
                : new ProducerFence(event.producerId(), epoch, Math.max(fence.sequence(), sequence));
    }

    private static long epochOf(Envelope event) {
        return event.producerEpoch() == null ? 0 : event.producerEpoch();
    }
}
