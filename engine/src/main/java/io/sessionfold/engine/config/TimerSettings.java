package io.sessionfold.engine.config;

/**
 * How due deadlines are looked for.
 *
 * @param tickMs the pause between two looks at the clock
 * @param lapsesPerTick how many lapses one task writes at most in one of them
 */
public record TimerSettings(int tickMs, int lapsesPerTick) {}
