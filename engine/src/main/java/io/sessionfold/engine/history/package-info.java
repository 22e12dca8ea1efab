/**
 * What every session was: an index of the topics, kept by a consumer beside the fold, and the reads that go by it. It reads
 * what any consumer may read, and the fold never waits for it.
 */
@NullMarked
package io.sessionfold.engine.history;

import org.jspecify.annotations.NullMarked;
