/** Reads of this instance's stores: one session, a page of them, the counts; a "no" is a value. */
@NullMarked
package io.sessionfold.engine.query;

import org.jspecify.annotations.NullMarked;
