/** Who callers are and what they may do. */
@NullMarked
package io.sessionfold.engine.access;

import org.jspecify.annotations.NullMarked;
