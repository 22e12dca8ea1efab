/** One test at least for each invariant of the behaviour specification. */
@NullMarked
package io.sessionfold.tests.invariants;

import org.jspecify.annotations.NullMarked;
