/** What a log came to at a position, kept for the time when retention has removed the log before it. */
@NullMarked
package io.sessionfold.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
