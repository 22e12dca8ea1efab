package io.sessionfold.engine.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Names, remembered by 64 bits of their SHA-256: 16 to 32 bytes for each, where a set of strings takes two hundred. Of ten
 * million names two are taken for one with a probability of less than one in 300,000.
 */
final class LongSet {

    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest sha = sha256();
    private long[] slots = new long[FIRST_SLOTS];
    private int size;

    /** Adds a name; whether it was not there. */
    boolean add(String name) {
        if (size * 2 >= slots.length) {
            grow();
        }
        int slot = slotOf(slots, hash(name));
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = hash(name);
        size++;
        return true;
    }

    boolean contains(String name) {
        return slots[slotOf(slots, hash(name))] != 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] next = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> next[slotOf(next, hash)] = hash);
        slots = next;
    }

    /** Where a hash stands, or would stand. */
    private static int slotOf(long[] slots, long hash) {
        int slot = (int) (hash >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** Never 0, which marks an empty slot. */
    private long hash(String name) {
        long hash = ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return hash == 0 ? 1 : hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }
}
