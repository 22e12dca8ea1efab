package io.sessionfold.engine.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Enums of the contract and of the domain, which share their symbols' names. */
final class Symbols {

    private Symbols() {}

    /** The domain's symbol of the same name; one that the domain lacks is its UNKNOWN, and an error if it has none. */
    static <E extends Enum<E>> E read(Class<E> domain, Enum<?> symbol) {
        return find(domain, symbol.name());
    }

    /** The contract's symbol of the same name. */
    static <E extends Enum<E>> E write(Class<E> contract, Enum<?> symbol) {
        return Enum.valueOf(contract, symbol.name());
    }

    static <E extends Enum<E>> @Nullable E readNullable(Class<E> domain, @Nullable Enum<?> symbol) {
        return symbol == null ? null : read(domain, symbol);
    }

    static <E extends Enum<E>> @Nullable E writeNullable(Class<E> contract, @Nullable Enum<?> symbol) {
        return symbol == null ? null : write(contract, symbol);
    }

    /** A loop, because every event comes through here several times. */
    private static <E extends Enum<E>> E find(Class<E> type, String name) {
        E unknown = null;
        for (E symbol : type.getEnumConstants()) {
            if (symbol.name().equals(name)) {
                return symbol;
            }
            unknown = symbol.name().equals("UNKNOWN") ? symbol : unknown;
        }
        if (unknown == null) {
            throw new IllegalStateException("Expected a symbol of " + type.getSimpleName() + " "
                    + Arrays.toString(type.getEnumConstants()) + ", but it was " + name);
        }
        return unknown;
    }
}
