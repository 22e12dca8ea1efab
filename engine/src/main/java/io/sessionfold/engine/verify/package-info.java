/**
 * Holding what was published, and what is live, against the log folded again: what does not follow from the log is found,
 * named and explained. Reads as any consumer may and never writes.
 */
@NullMarked
package io.sessionfold.engine.verify;

import org.jspecify.annotations.NullMarked;
