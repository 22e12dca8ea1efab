/** The wiring, held against what the decisions say of it. */
@NullMarked
package io.sessionfold.tests.topology;

import org.jspecify.annotations.NullMarked;
