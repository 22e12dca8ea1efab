package io.sessionfold.tests.dsl;

/** A symbol as a scenario writes it: with its type, because RUNNING is a phase as well as a desired state. */
final class Symbol {

    private Symbol() {}

    static String of(Enum<?> symbol) {
        return symbol.getDeclaringClass().getSimpleName() + "." + symbol.name();
    }
}
