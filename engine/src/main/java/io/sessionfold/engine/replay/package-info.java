/** Folding a stored log again, with the same fold, beside the live state and never touching it. */
@NullMarked
package io.sessionfold.engine.replay;

import org.jspecify.annotations.NullMarked;
