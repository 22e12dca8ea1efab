/** The retry guards of one session, as a pure and bounded value. */
@NullMarked
package io.sessionfold.engine.session.guard;

import org.jspecify.annotations.NullMarked;
