/** Checkpoints: written, read, begun from, and refused. */
@NullMarked
package io.sessionfold.tests.checkpoint;

import org.jspecify.annotations.NullMarked;
